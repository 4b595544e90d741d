import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { settleNames } from '../../../src/domain/command-names.js';
import { nameMentions } from '../../../src/services/users/name-mentions.js';
import { useTestDesk } from '../../support/desk.js';
import { makeItProject } from '../../support/it-project.js';

const fixture = useTestDesk();

beforeEach(async () => {
  await makeItProject(fixture.desk);
  const { prisma } = fixture.desk.database;
  await prisma.user.update({ where: { slackUserId: 'UBEN' }, data: { displayName: 'B<!channel>|en' } });
  await prisma.user.update({ where: { slackUserId: 'UCLEO' }, data: { displayName: '', realName: '' } });
});

afterEach(() => settleNames());

describe('names in mentions', () => {
  it.each([
    ['somebody known', 'ask <@UANA>, please', 'ask <@UANA|ana>, please'],
    ['twice', '<@UANA> <@UANA>', '<@UANA|ana> <@UANA|ana>'],
    ['somebody unknown', 'ask <@UNOBODY>', 'ask <@UNOBODY>'],
    ['somebody without a name', 'ask <@UCLEO>', 'ask <@UCLEO>'],
    ['a mention that has a name', 'ask <@UANA|the boss>', 'ask <@UANA|the boss>'],
    ['a name that would be markup', 'ask <@UBEN>', 'ask <@UBEN|B!channelen>'],
    ['no mention at all', 'ask @ana <!here>', 'ask @ana <!here>'],
  ])('%s', async (_name, text, expected) => {
    expect(await nameMentions(fixture.desk.database.prisma, text)).toBe(expected);
  });

  it('of the bot', async () => {
    settleNames(undefined, 'helper', 'UBOT');
    expect(await nameMentions(fixture.desk.database.prisma, '<@UBOT> help')).toBe('<@UBOT|helper> help');
  });
});
