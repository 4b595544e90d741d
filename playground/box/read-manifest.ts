/** Reads from `manifest.yml` what Slack's client offers of an app: its commands and shortcuts. */
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import type { Manifest } from '../live/lobby.js';

const shape = z.object({
  display_information: z.object({ name: z.string() }),
  features: z.object({
    slash_commands: z.array(
      z.object({ command: z.string(), description: z.string(), usage_hint: z.string().default('') }),
    ),
    shortcuts: z.array(
      z.object({ callback_id: z.string(), name: z.string(), type: z.enum(['global', 'message']) }),
    ),
  }),
});

/** @throws ZodError for a manifest that declares no commands or shortcuts. */
export function readManifest(path: string): Manifest {
  const { display_information: about, features } = shape.parse(parse(readFileSync(path, 'utf8')));
  return {
    appName: about.name,
    commands: features.slash_commands.map(({ command, description, usage_hint: usageHint }) => ({
      command,
      description,
      usageHint,
    })),
    shortcuts: features.shortcuts.map(({ callback_id: callbackId, name, type }) => ({
      callbackId,
      name,
      type,
    })),
  };
}
