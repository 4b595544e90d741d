/** Calendars and policies, edited by people who may not, and by two admins at once. */
import { describe, expect, it } from 'vitest';
import { desk, expectQuiet, LUNCH, valueIn, viewOf } from './policy-forms.js';

describe('whoever may not', () => {
  it('is refused in words: who is no admin, and who names a project that is not there', async () => {
    const { story, opens } = await desk();
    const ana = await opens('Ana', 'calendar IT');
    await opens('Ana', 'sla');
    expect(ana.view()).toBeNull();
    expect(story.told('Ana').slice(-2)).toEqual([
      expect.stringContaining('Only admins can manage calendars.'),
      expect.stringContaining('Only admins can manage SLA policies.'),
    ]);
    await opens('Ada', 'calendar XX');
    expect(story.told('Ada').at(-1)).toContain('There is no such project.');
    await opens('Ada', 'calendar Night shift');
    expect(story.told('Ada').at(-1)).toContain('There is no such project.');
    expect(story.told('Ada').at(-1)).toContain('put its name in quotes: `/project calendar "Night shift"`');
    await opens('Ada', 'sla XX');
    expect(story.told('Ada').at(-1)).not.toContain('in quotes');
    expect(await story.database.prisma.policyDraft.count()).toBe(0);
    expectQuiet(story);
  });

  it("saves, previews and imports nothing with a forged number of somebody else's draft", async () => {
    const { story, opens, press } = await desk();
    const ada = await opens('Ada', 'calendar IT');
    await ada.fill({ Monday: LUNCH });
    await story.after(() => ada.submit());
    const { privateMetadata } = viewOf(ada);
    story.person('Ben').setProfile({ isAdmin: true });
    await story.settled();
    const ben = await opens('Ben', 'calendar IT');
    const own = viewOf(ben).viewId;
    const said: string[] = [];
    for (const name of ['Ana', 'Ben'] as const) {
      for (const callbackId of ['save_draft', 'calendar', 'import_holidays']) {
        const answer = await story.person(name).forge(submission(callbackId, privateMetadata, own));
        said.push(JSON.stringify(answer.body));
      }
    }
    expect(said.filter((body) => !body.includes('not there any more'))).toEqual([]);
    expect(said).toHaveLength(6);
    expect(await story.database.prisma.slaPolicy.count()).toBe(1);

    await press(ada, 'Back to the form');
    expect(valueIn(ada, 'Monday')).toBe(LUNCH);
  });
});

function submission(callbackId: string, metadata: string, viewId: string) {
  return {
    type: 'view_submission',
    view: {
      id: 'V0FORGED',
      type: 'modal',
      callback_id: callbackId,
      private_metadata: JSON.stringify({ ...(JSON.parse(metadata) as object), viewId }),
      blocks: [],
      state: { values: {} },
    },
  };
}

describe('two admins at once', () => {
  it('the first saves; the second is told, and nothing of theirs is saved', async () => {
    const { story, opens } = await desk();
    story.person('Ben').setProfile({ isAdmin: true });
    await story.settled();
    const ada = await opens('Ada', 'calendar IT');
    const ben = await opens('Ben', 'calendar IT');
    await ada.fill({ Monday: LUNCH });
    await ben.fill({ Tuesday: LUNCH });
    for (const admin of [ada, ben]) await story.after(() => admin.submit());
    for (const admin of [ada, ben]) await story.after(() => admin.submit());
    expect(viewOf(ada).shows).toContain('*Office hours* is saved.');
    expect(viewOf(ben).shows).toContain('Somebody saved another version while you were editing.');
    expect(await story.database.prisma.slaPolicy.count()).toBe(2);
    expectQuiet(story);
  });
});
