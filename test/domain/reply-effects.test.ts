import { describe, expect, it } from 'vitest';
import { type CommentedTicket, effectsOfComment } from '../../src/domain/reply-effects.js';
import { STATUSES, type TicketStatus } from '../../src/domain/ticket-status.js';

const START = new Date('2026-03-02T09:00:00Z');
const MOVED = new Date('2026-03-02T10:00:00Z');
const LATER = new Date('2026-03-02T11:00:00Z');
const BEFORE_MOVE = new Date('2026-03-02T09:30:00Z');

const REPORTER = { userId: 1, isAgent: false, isBot: false };
const BYSTANDER = { userId: 2, isAgent: false, isBot: false };
const AGENT = { userId: 3, isAgent: true, isBot: false };
const AGENT_WHO_REPORTED = { userId: 1, isAgent: true, isBot: false };
const BOT = { userId: 4, isAgent: true, isBot: true };

function ticket(facts: Partial<CommentedTicket> = {}): CommentedTicket {
  return {
    status: 'open',
    statusChangedAt: MOVED,
    reporterId: REPORTER.userId,
    firstRespondedAt: null,
    clockStartedAt: START,
    ...facts,
  };
}
function written(at: Date, text = 'It still fails', type: 'public' | 'internal' = 'public') {
  return { at, text, type };
}
const NOTHING = { isFirstResponse: false, firstRespondedAt: null, event: null, offerNewTicket: false };

describe('a requester’s public comment', () => {
  const EFFECTS: Record<TicketStatus, object> = {
    new: NOTHING,
    open: NOTHING,
    in_progress: NOTHING,
    waiting: { ...NOTHING, event: 'resume' },
    on_hold: NOTHING,
    blocked: NOTHING,
    resolved: { ...NOTHING, event: 'reopen' },
    closed: { ...NOTHING, offerNewTicket: true },
  };
  for (const [name, author] of Object.entries({ REPORTER, BYSTANDER, AGENT_WHO_REPORTED })) {
    it.each(STATUSES)(`by ${name} on a ticket that is %s`, (status) => {
      expect(effectsOfComment({ ticket: ticket({ status }), author, comment: written(LATER) })).toEqual(
        EFFECTS[status],
      );
    });
  }

  it.each(STATUSES)('written before the ticket became %s changes nothing', (status) => {
    const input = { ticket: ticket({ status }), author: REPORTER, comment: written(BEFORE_MOVE) };
    expect(effectsOfComment(input)).toEqual(NOTHING);
  });

  it.each(['resolved', 'closed'] as const)('that only says thanks leaves a %s ticket alone', (status) => {
    const comment = written(LATER, 'Thanks a lot! :pray:');
    expect(effectsOfComment({ ticket: ticket({ status }), author: REPORTER, comment })).toEqual(NOTHING);
  });

  it('that only says thanks still resumes a ticket that waits for it', () => {
    const comment = written(LATER, 'thanks');
    const input = { ticket: ticket({ status: 'waiting' }), author: REPORTER, comment };
    expect(effectsOfComment(input).event).toBe('resume');
  });

  it('with only a file is no thanks', () => {
    const input = { ticket: ticket({ status: 'resolved' }), author: REPORTER, comment: written(LATER, '') };
    expect(effectsOfComment(input).event).toBe('reopen');
  });
});

describe('an agent’s public comment', () => {
  it.each(STATUSES)('on a ticket that is %s moves it only when it is new', (status) => {
    const result = effectsOfComment({ ticket: ticket({ status }), author: AGENT, comment: written(LATER) });
    expect(result).toEqual({
      isFirstResponse: true,
      firstRespondedAt: LATER,
      event: status === 'new' ? 'agent_reply' : null,
      offerNewTicket: false,
    });
  });

  it('is no first response when there is an earlier one', () => {
    const answered = ticket({ firstRespondedAt: BEFORE_MOVE });
    const result = effectsOfComment({ ticket: answered, author: AGENT, comment: written(LATER) });
    expect(result.isFirstResponse).toBe(false);
  });

  it('that arrives late moves the first response back to its own time', () => {
    const answered = ticket({ firstRespondedAt: LATER });
    const result = effectsOfComment({ ticket: answered, author: AGENT, comment: written(BEFORE_MOVE) });
    expect(result).toMatchObject({ isFirstResponse: true, firstRespondedAt: BEFORE_MOVE });
  });

  it('from before the ticket was made responds at its start, never earlier', () => {
    const early = written(new Date('2026-03-02T08:00:00Z'));
    const result = effectsOfComment({ ticket: ticket({ status: 'new' }), author: AGENT, comment: early });
    expect(result).toMatchObject({ isFirstResponse: true, firstRespondedAt: START, event: 'agent_reply' });
  });

  it('delivered twice is no second first response', () => {
    const answered = ticket({ firstRespondedAt: LATER });
    const result = effectsOfComment({ ticket: answered, author: AGENT, comment: written(LATER) });
    expect(result.isFirstResponse).toBe(false);
  });

  it('on a ticket they reported themselves is no response', () => {
    const input = { ticket: ticket({ status: 'new' }), author: AGENT_WHO_REPORTED, comment: written(LATER) };
    expect(effectsOfComment(input)).toEqual(NOTHING);
  });
});

describe('what never has an effect', () => {
  it.each(STATUSES)('a bot or an internal comment on a ticket that is %s', (status) => {
    const of = (author: typeof AGENT, type: 'public' | 'internal') =>
      effectsOfComment({ ticket: ticket({ status }), author, comment: written(LATER, 'text', type) });
    expect(of(BOT, 'public')).toEqual(NOTHING);
    expect(of(AGENT, 'internal')).toEqual(NOTHING);
    expect(of(REPORTER, 'internal')).toEqual(NOTHING);
  });
});

describe('a command to the bot that went wrong', () => {
  const AUTHORS = Object.entries({ REPORTER, BYSTANDER, AGENT });
  it.each(STATUSES.flatMap((status) => AUTHORS.map(([name, author]) => [status, name, author] as const)))(
    'changes nothing on a ticket that is %s, whoever typed it (%s)',
    (status, _name, author) => {
      const comment = { ...written(LATER, '<@UBOT> tkae'), isToBot: true };
      expect(effectsOfComment({ ticket: ticket({ status }), author, comment })).toEqual(NOTHING);
    },
  );
});
