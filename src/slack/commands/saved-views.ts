/** `/ticket view` and `/ticket views`: lists under a name. */

import { deleteView, saveView } from '../../services/views/change-views.js';
import { listViews, namesakesOf, openView } from '../../services/views/saved-views.js';
import { savedWords, viewList, viewName } from '../blocks/view-list.js';
import { answer } from '../kit.js';
import { showList } from './list-tickets.js';
import { type TicketVerbHandler, textAnswer } from './ticket-call.js';

export const viewsCommand: TicketVerbHandler<'views'> = async (call) =>
  answer(viewList(await listViews(call.kit.desk, await call.actor())));

export const viewCommand: TicketVerbHandler<'view'> = async (call, command) => {
  const { desk } = call.kit;
  const actor = await call.actor();
  switch (command.act) {
    case 'show': {
      const { query } = await openView(desk, actor, command.name);
      return showList(call, query, command.page);
    }
    case 'save': {
      const { name: typed, query, project } = command;
      const { name, isNew } = await saveView(desk, actor, { name: typed, query, projectKey: project });
      const namesakes = await namesakesOf(desk, actor, name);
      return textAnswer(savedWords({ name, query, project }, { isNew, namesakes }));
    }
    case 'delete':
      return textAnswer(`${viewName({ name: await deleteView(desk, actor, command.name) })} is deleted.`);
  }
};
