/** Shows the page to whoever started the playground at a screen. */
import { spawn } from 'node:child_process';

type Surroundings = {
  platform: NodeJS.Platform;
  env: Readonly<Record<string, string | undefined>>;
  isTerminal: boolean;
};

/** The command that opens an address in a browser, or null where nobody would see it. */
export function openerFor(
  { platform, env, isTerminal }: Surroundings,
  url: string,
): readonly string[] | null {
  if (!isTerminal || (env.CI ?? '') !== '') return null;
  if (platform === 'darwin') return ['open', url];
  if (platform === 'win32') return ['cmd', '/c', 'start', '', url];
  return env.DISPLAY || env.WAYLAND_DISPLAY ? ['xdg-open', url] : null;
}

/** Without a browser nothing happens: the address stands in the terminal. */
export function openBrowser(url: string): void {
  const { platform, env, stdout } = process;
  const [command, ...args] = openerFor({ platform, env, isTerminal: stdout.isTTY === true }, url) ?? [];
  if (command === undefined) return;
  const opener = spawn(command, args, { stdio: 'ignore', detached: true });
  opener.once('error', () => undefined);
  opener.unref();
}
