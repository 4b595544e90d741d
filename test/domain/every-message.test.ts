import { describe, expect, it } from 'vitest';
import { becomesTicket, type EveryMessageFacts, isFreshMessage } from '../../src/domain/every-message.js';
import type { IncomingMessage, PostedMessage } from '../../src/domain/incoming-message.js';
import { edited, posted } from '../support/messages.js';

const TS = '1772445600.000100';
const AT = new Date(1_772_445_600_000);
const place = { channel: 'CHELP', ts: TS, threadTs: TS, user: 'UBO' };
const file = { slackFileId: 'F1', name: 'screen.png', mimeType: null, sizeBytes: null, urlPrivate: null };
const say = (text: string, facts: Partial<PostedMessage> = {}) =>
  posted(place, text, { threadTs: null, channelType: 'channel', ...facts });

describe('a message that could become a ticket', () => {
  it.each<[string, IncomingMessage, boolean]>([
    [
      'read again after an edit',
      edited({ ...place, threadTs: TS }, { text: 'VPN down', previousText: null, editTs: TS }),
      true,
    ],
    ['at the top of a channel', say('VPN down'), true],
    ['at the top of a private channel', say('VPN down', { channelType: 'group' }), true],
    ['that has replies by now', say('VPN down', { threadTs: TS }), true],
    ['with a file and no words', say('', { files: [file] }), true],
    ['without words and files', say('  '), false],
    ['in a thread', say('VPN down', { threadTs: '1772445500.000000' }), false],
    ['in a thread, also sent to the channel', say('VPN down', { isBroadcast: true }), false],
    ['in direct messages', say('VPN down', { channelType: 'im' }), false],
    ['in a group conversation', say('VPN down', { channelType: 'mpim' }), false],
    ['that tells what somebody does', say('waves', { isMe: true }), false],
  ])('%s', (_what, message, expected) => {
    expect(isFreshMessage(message)).toBe(expected);
  });
});

describe('where every message becomes a ticket, this one', () => {
  const wanted: EveryMessageFacts = {
    sinceAt: AT,
    isRequestChannel: true,
    isAuthorAgent: false,
    isCommandToBot: false,
  };
  it.each<[string, PostedMessage, Partial<EveryMessageFacts>, boolean]>([
    ['does', say('VPN down'), {}, true],
    ['does not in a project that does not want it', say('VPN down'), { sinceAt: null }, false],
    ['does not from before', say('VPN down'), { sinceAt: new Date(AT.getTime() + 1) }, false],
    ['does not in a channel that is no request channel', say('VPN down'), { isRequestChannel: false }, false],
    ['does not by an agent', say('Maintenance at noon'), { isAuthorAgent: true }, false],
    ['does not for the bot', say('<@UBOT> ticket'), { isCommandToBot: true }, false],
    ['does not for a greeting', say('Good morning!'), {}, false],
    ['does not for thanks', say('thanks :pray:'), {}, false],
    ['does for a greeting with a file', say('hi', { files: [file] }), {}, true],
    ['does for a greeting with a question', say('hi, is mail down?'), {}, true],
  ])('%s', (_what, message, facts, expected) => {
    expect(becomesTicket(message, { ...wanted, ...facts })).toBe(expected);
  });
});
