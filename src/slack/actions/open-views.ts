/** Saved views without typing: a list of them over the Home, each opened as `/ticket view` does, and turned page by page. */

import { z } from 'zod';
import { listViews, openViewById, viewGone } from '../../services/views/saved-views.js';
import { viewMenu } from '../blocks/view-list.js';
import { showList, showListPage } from '../commands/list-tickets.js';
import type { ActionHandler } from '../listener.js';
import { answerModal } from '../modals/answer-modal.js';
import { openModal } from '../modals/open-modal.js';

export const pressViews: ActionHandler = async (call) => {
  await openModal(call, call.triggerId, 'Saved views', async () =>
    answerModal('Saved views', viewMenu(await listViews(call.kit.desk, await call.actor()))),
  );
  return null;
};

/** Of the database's numbers. */
const idSchema = z
  .string()
  .regex(/^\d{1,10}$/)
  .transform(Number)
  .pipe(z.int32().min(1));

/** Laid over the list of views, which closing it leads back to. */
export const pressOpenView: ActionHandler = async (call) => {
  const id = idSchema.safeParse(call.value);
  if (!id.success) throw viewGone();
  const { query } = await openViewById(call.kit.desk, await call.actor(), id.data);
  const shown = await showList(call, query, 1);
  if (shown === null || call.view === null) return shown;
  await call.kit.gateway.pushView(call.triggerId, answerModal('Tickets', shown.rendered));
  return null;
};

/** In a message that only they see it is the answer that takes its place, in a modal the modal itself. */
export const turnPage: ActionHandler = async (call) => {
  const shown = await showListPage(call, call.value ?? '');
  if (shown === null || call.view === null) return shown;
  const { id, hash } = call.view;
  await call.kit.gateway.updateView(id, answerModal('Tickets', shown.rendered), hash);
  return null;
};
