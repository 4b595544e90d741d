/** The history of a ticket is what somebody may know of it, in order. */
import { beforeEach, describe, expect, it } from 'vitest';
import { addComment } from '../../../src/services/comments/add-comment.js';
import { editReply } from '../../../src/services/comments/edit-reply.js';
import { assignTicket } from '../../../src/services/tickets/assign-ticket.js';
import { ticketHistory } from '../../../src/services/tickets/ticket-history.js';
import { useTestDesk } from '../../support/desk.js';
import { type ItProject, makeItProject } from '../../support/it-project.js';

const fixture = useTestDesk();
let it_: ItProject;
let number: string;

beforeEach(async () => {
  it_ = await makeItProject(fixture.desk);
  number = await it_.open();
});

describe('history', () => {
  it('the reporter sees public entries and edits of their own, agents see all', async () => {
    const ana = await it_.actor('ana');
    const bo = await it_.actor('bo');
    await addComment(fixture.desk, ana, number, {
      text: 'secret',
      commentType: 'internal',
      sourceKey: 'view:1',
    });
    const own = await addComment(fixture.desk, bo, number, {
      text: 'mine',
      commentType: 'public',
      sourceKey: 'view:2',
    });
    const theirs = await addComment(fixture.desk, ana, number, {
      text: 'hers',
      commentType: 'public',
      sourceKey: 'view:3',
    });
    fixture.desk.clock.advance(1000);
    await editReply(fixture.desk, bo, own.commentId, 'mine 2');
    fixture.desk.clock.advance(1000);
    await editReply(fixture.desk, ana, theirs.commentId, 'hers 2');
    await assignTicket(fixture.desk, ana, number, { kind: 'me' });

    const forBo = await ticketHistory(fixture.desk, bo, number);
    const forAna = await ticketHistory(fixture.desk, ana, number);
    expect(forBo.some(({ isInternal }) => isInternal)).toBe(false);
    expect(forAna.filter(({ isInternal }) => isInternal)).toHaveLength(1);
    expect(forBo.map(({ previousText }) => previousText).filter(Boolean)).toEqual(['mine']);
    expect(forAna.map(({ previousText }) => previousText).filter(Boolean)).toEqual(['mine', 'hers']);
    expect(forBo.at(-1)).toMatchObject({ action: 'assignee', from: null, to: { name: 'ana' } });
  });
});
