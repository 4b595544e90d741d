/** Whom somebody else has follow a ticket learns of it. */
import { expect, it } from 'vitest';
import { showPost } from '../../../src/services/posts/show-post.js';
import { watchTicket } from '../../../src/services/tickets/watch-ticket.js';
import { useTestDesk } from '../../support/desk.js';
import { makeItProject, slackIdOf } from '../../support/it-project.js';

const held = useTestDesk();

it('whom somebody else makes a watcher is told that, each time once, while they are one', async () => {
  const it_ = await makeItProject(held.desk);
  const number = await it_.open();
  const watch = async (watches: boolean, by: 'ana' | 'ben' = 'ana') =>
    watchTicket(held.desk, await it_.actor(by), number, {
      slackUserId: slackIdOf('ben'),
      watch: watches,
    });
  const told = () =>
    held.desk.database.prisma.post.findMany({ where: { kind: 'made_watcher' }, orderBy: { id: 'asc' } });
  await watch(true);
  await watch(true);
  await watchTicket(held.desk, await it_.actor('ana'), number, { watch: true });
  const [toBen] = await told();
  expect((await told()).map(({ userId }) => userId)).toEqual([it_.userId('ben')]);
  if (toBen === undefined) throw new Error('told nobody');
  const place = { kind: 'im', isExternal: false, role: null } as const;
  expect(await showPost(held.desk, toBen, place)).toMatchObject({
    content: { kind: 'made_watcher', number, by: { name: 'ana' } },
  });
  await watch(false, 'ben');
  expect(await showPost(held.desk, toBen, place)).toEqual({ is: 'nothing' });
  await watch(true, 'ben');
  await watch(false, 'ben');
  await watch(true);
  expect(await told()).toHaveLength(2);
});
