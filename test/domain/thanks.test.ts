import { describe, expect, it } from 'vitest';
import { isOnlyPleasantries, isOnlyThanks } from '../../src/domain/thanks.js';

describe('thanks', () => {
  it.each([
    'thanks',
    'Thank you!',
    'THANKS!!!',
    'Thanks a lot, it works now :)',
    'thx <@U0AGENT1>',
    'Thanks <@U0AGENT1|ana> for your help!',
    ':+1:',
    ':pray::skin-tone-3:',
    '👍🏽',
    '🙏 ❤️',
    'ok, thanks',
    'You’re the best',
    'Perfect, thank you so much 🎉',
    '*Merci beaucoup* !',
    'Vielen Dank für die schnelle Hilfe',
    'muito obrigada',
    'tack så mycket',
    'спасибо!',
    'ありがとうございます！',
    '谢谢',
  ])('%j is only thanks', (text) => {
    expect(isOnlyThanks(text)).toBe(true);
  });

  it.each([
    '',
    '   ',
    'thanks, but it still fails',
    'Thanks! Does it work for Bo too?',
    'thanks?',
    'ありがとう、まだ動きません',
    'no thanks',
    'not great',
    'great, again',
    'ok',
    'it works',
    ':cry:',
    'thanks :disappointed:',
    'thanks :(',
    '👎',
    'thanks 😢',
    'thanks <https://example.com/error>',
    '<@U0AGENT1>',
    'thanks 500',
    'Danke, aber es geht nicht',
    '...',
  ])('%j is not', (text) => {
    expect(isOnlyThanks(text)).toBe(false);
  });
});

describe('what asks for nothing', () => {
  it.each([
    'hi',
    'Good morning everyone! :wave:',
    'Hello <@U0AGENT1>',
    'Guten Morgen',
    'bonjour à tous',
    'おはようございます',
    'Have a nice weekend, all!',
    'thanks',
    'Hi, thank you so much!',
    '🙏',
  ])('%j is no more than a greeting or thanks', (text) => {
    expect(isOnlyPleasantries(text)).toBe(true);
  });

  it.each([
    '',
    'Hi, my laptop is broken',
    'Hello?',
    'hello, anybody there?',
    'Good morning, VPN is down',
    'ok',
    'hi <https://example.com/error>',
    'help',
    'hi 500',
  ])('%j may be more', (text) => {
    expect(isOnlyPleasantries(text)).toBe(false);
  });

  it.each(['hi', 'Good morning everyone'])('%j does not say that a ticket is over', (text) => {
    expect(isOnlyThanks(text)).toBe(false);
  });
});
