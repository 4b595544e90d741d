/** Gives the app's manifest the names that its commands and its bot are to have. Pure. */
import { type Document, isScalar, parseDocument, visit } from 'yaml';
import { type CommandNames, DEFAULT_COMMAND_NAMES } from '../src/domain/command-names.js';

const USUAL = new Map(Object.entries(DEFAULT_COMMAND_NAMES).map(([word, name]) => [name, word]));
const NAMED = new RegExp(`(?<![\\w/])(?:${[...USUAL.keys()].join('|')})(?![\\w/-])`, 'g');

/** `botName`: as Slack shows the app and its bot; undefined: as the manifest has it. Comments stay. */
export function renameManifest(text: string, commands: CommandNames, botName?: string): Document {
  const document = parseDocument(text);
  visit(document, {
    Scalar: (_key, node) => {
      if (isScalar(node) && typeof node.value === 'string')
        node.value = node.value.replace(NAMED, (usual) => nameOf(commands, usual));
    },
  });
  if (botName !== undefined) {
    document.setIn(['display_information', 'name'], botName);
    document.setIn(['features', 'bot_user', 'display_name'], botName);
  }
  return document;
}

function nameOf(commands: CommandNames, usual: string): string {
  return commands[USUAL.get(usual) as keyof CommandNames];
}
