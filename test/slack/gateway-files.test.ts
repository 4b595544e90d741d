/** Files that were given in a form: read from Slack alone, within bounds, and the token shown to nobody else. */
import { createServer, type RequestListener, type Server } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { addFile, type FileToShare } from '../../playground/workspace/files.js';
import { isSlackCode } from '../../src/slack/gateway-error.js';
import { type FileAccess, readFileText } from '../../src/slack/gateway-files.js';
import { startFakeSlack } from './fake-slack.js';

const BYTES_MAX = 1_000;
const TOKEN = 'xoxb-secret';
const FILE = { id: 'F1', givenBy: 'UBO' };

const codeOf = (call: Promise<unknown>) =>
  call.then(
    () => 'read',
    (error: unknown) =>
      ['file_too_large', 'file_unreadable', 'file_not_found', 'file_deleted', 'http_404'].find((code) =>
        isSlackCode(error, code),
      ) ?? String(error),
  );

describe('a file in Slack', () => {
  const given = async (file: FileToShare) => {
    const { slack, gateway } = await startFakeSlack();
    const { id } = addFile(slack.workspace, slack.person('Bo').id, null, file);
    const by = slack.person('Bo').id;
    return { slack, gateway, by, file: { id, givenBy: by } };
  };

  it('is read as it was given, with the byte order mark off', async () => {
    const { gateway, file } = await given({ name: 'days.ics', content: '\uFEFFFête à Zürich 🎉' });
    expect(await gateway.readFileText(file, BYTES_MAX)).toBe('Fête à Zürich 🎉');
  });

  it('that is no UTF-8 is read as far as it can be', async () => {
    const { access } = await from((_, response) => response.end(Buffer.from([0x46, 0xea, 0x74, 0x65])));
    expect(await readFileText(access, FILE, BYTES_MAX)).toBe('F\uFFFDte');
  });

  it.each([
    ['as Slack says', { name: 'x', content: 'x', size: BYTES_MAX + 1 }],
    ['whatever Slack says', { name: 'x', content: 'x'.repeat(BYTES_MAX + 1), size: 1 }],
  ])('that is too large, %s, is refused', async (_, shared) => {
    const { gateway, file } = await given(shared);
    expect(await codeOf(gateway.readFileText(file, BYTES_MAX))).toBe('file_too_large');
  });

  it('of exactly the size allowed is read', async () => {
    const { gateway, file } = await given({ name: 'x', content: 'x'.repeat(BYTES_MAX) });
    expect(await gateway.readFileText(file, BYTES_MAX)).toHaveLength(BYTES_MAX);
  });

  it('that is not there, or not for us, is refused', async () => {
    const { slack, gateway, by } = await given({ name: 'x' });
    slack.person('Bo').post('#general', 'mine', { files: ['private.txt'] });
    const fileId = [...slack.workspace.state.files.values()].find(({ name }) => name === 'private.txt')?.id;
    expect(await codeOf(gateway.readFileText({ id: 'F0NOWHERE', givenBy: by }, BYTES_MAX))).toBe(
      'file_not_found',
    );
    expect(await codeOf(gateway.readFileText({ id: fileId ?? '', givenBy: by }, BYTES_MAX))).toBe(
      'file_not_found',
    );
  });

  it('of somebody else is refused before it is asked for, though the bot could read it', async () => {
    const { slack, gateway, file } = await given({ name: 'x', content: 'secret' });
    const asked = slack.person('Ana').id;
    expect(await codeOf(gateway.readFileText({ ...file, givenBy: asked }, BYTES_MAX))).toBe(
      'file_unreadable',
    );
    const { access, tokens } = await from((_, response) => response.end('text'));
    const nobodys = { ...access, fileInfo: async () => ({ url_private_download: `${access.apiUrl}x` }) };
    expect(await codeOf(readFileText(nobodys, FILE, BYTES_MAX))).toBe('file_unreadable');
    expect(tokens).toEqual([]);
  });

  it('whose download the token does not open is refused, whatever page comes instead', async () => {
    const { slack, file } = await given({ name: 'x', content: 'secret' });
    const url_private_download = `${slack.url}/files/T1-${file.id}/x`;
    const access = accessTo(
      slack.apiUrl,
      { url_private_download, user: file.givenBy },
      { token: 'xoxb-wrong' },
    );
    expect(await codeOf(readFileText(access, file, BYTES_MAX))).toBe('file_unreadable');
  });
});

const servers: Server[] = [];

afterEach(async () => {
  for (const server of servers.splice(0)) {
    await new Promise((resolve) => {
      server.close(resolve);
      server.closeAllConnections();
    });
  }
});

async function listening(answer: RequestListener): Promise<{ url: string; tokens: (string | undefined)[] }> {
  const tokens: (string | undefined)[] = [];
  const server = createServer((request, response) => {
    tokens.push(request.headers.authorization);
    answer(request, response);
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return { url: `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`, tokens };
}

function accessTo(apiUrl: string, file: Record<string, unknown>, rest: Partial<FileAccess> = {}): FileAccess {
  return {
    fileInfo: async () => ({ user: FILE.givenBy, ...file }),
    fetch,
    token: TOKEN,
    apiUrl,
    timeoutMs: 2_000,
    ...rest,
  };
}

/** A server in Slack's place, from which the file comes. */
async function from(answer: RequestListener, rest: Partial<FileAccess> = {}) {
  const server = await listening(answer);
  const access = accessTo(`${server.url}/api/`, { url_private_download: `${server.url}/file` }, rest);
  return { ...server, access };
}

describe('the token', () => {
  const hosts: [string, string][] = [
    ['no address', ''],
    ['another site', 'https://evil.example/file'],
    ['a name that ends like ours', 'https://evilslack.com/file'],
    ['our name before theirs', 'https://files.slack.com.evil.example/file'],
    ['our name as a user', 'https://files.slack.com@evil.example/file'],
    ['a user at our name', 'https://user:pass@files.slack.com/file'],
    ['no encryption', 'http://files.slack.com/file'],
    ['another port', 'https://files.slack.com:8443/file'],
    ['this machine', 'http://127.0.0.1:1/file'],
    ['another scheme', 'file:///etc/passwd'],
    ['a path', '/file'],
  ];

  it.each(hosts)('is not sent to %s', async (_, url) => {
    const asked: string[] = [];
    const spy = async (address: unknown) => {
      asked.push(String(address));
      return new Response('');
    };
    const access = accessTo('https://slack.com/api/', { url_private_download: url }, { fetch: spy });
    expect(await codeOf(readFileText(access, FILE, BYTES_MAX))).toBe('file_unreadable');
    expect(asked).toEqual([]);
  });

  it.each([
    'https://files.slack.com/files-pri/T1-F1/x',
    'https://acme.slack.com/x',
    'https://files.slack-gov.com/x',
  ])('is sent to %s', async (url) => {
    const asked: [string, string | null, string | undefined][] = [];
    const spy = async (address: unknown, options?: RequestInit) => {
      const { headers, redirect } = new Request(String(address), options);
      asked.push([String(address), headers.get('authorization'), redirect]);
      return new Response('text');
    };
    const access = accessTo('https://slack.com/api/', { url_private: url }, { fetch: spy });
    expect(await readFileText(access, FILE, BYTES_MAX)).toBe('text');
    expect(asked).toEqual([[url, `Bearer ${TOKEN}`, 'manual']]);
  });

  it('does not follow to another server', async () => {
    const elsewhere = await listening((_, response) => response.end('text'));
    const { access, tokens } = await from((_, response) =>
      response.writeHead(302, { location: `${elsewhere.url}/file` }).end(),
    );
    expect(await codeOf(readFileText(access, FILE, BYTES_MAX))).toBe('file_unreadable');
    expect(tokens).toEqual([`Bearer ${TOKEN}`]);
    expect(elsewhere.tokens).toEqual([]);
  });

  it('follows on the same server, a few times', async () => {
    const moved = await from((request, response) =>
      request.url === '/new' ? response.end('text') : response.writeHead(301, { location: '/new' }).end(),
    );
    expect(await readFileText(moved.access, FILE, BYTES_MAX)).toBe('text');
    const circle = await from((_, response) => response.writeHead(302, { location: '/file' }).end());
    expect(await codeOf(readFileText(circle.access, FILE, BYTES_MAX))).toBe('file_unreadable');
    expect(circle.tokens.length).toBeLessThan(10);
  });
});

describe('a server that fails', () => {
  it.each([
    ['does not have the file', 404, 'http_404'],
    ['is down', 503, 'GatewayError: file download: outcome unknown (http_503)'],
  ])('because it %s is told apart', async (_, status, told) => {
    const { access } = await from((_request, response) => response.writeHead(status).end());
    expect(await codeOf(readFileText(access, FILE, BYTES_MAX))).toBe(told);
  });

  it('because it never ends is left', async () => {
    const { access } = await from((_, response) => void response.writeHead(200).write('some'), {
      timeoutMs: 100,
    });
    expect(await codeOf(readFileText(access, FILE, BYTES_MAX))).toBe(
      'GatewayError: file download: outcome unknown (TimeoutError)',
    );
  });

  it('because it sends without end is left at the bound', async () => {
    const { access } = await from((_, response) => {
      const more = () => void (response.write('x'.repeat(10_000)) && setImmediate(more));
      response.on('drain', more);
      more();
    });
    expect(await codeOf(readFileText(access, FILE, BYTES_MAX))).toBe('file_too_large');
  });
});
