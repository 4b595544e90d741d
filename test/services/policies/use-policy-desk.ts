/** A desk with the projects IT and HR and an admin who edits their calendars and policies, for the tests of that. */
import { beforeEach } from 'vitest';
import type { Actor } from '../../../src/domain/permissions.js';
import { type TestDesk, useTestDesk } from '../../support/desk.js';
import { type ItProject, makeItProject } from '../../support/it-project.js';

export const IT = { key: 'IT' };
export const DEFAULT = { key: null };
export const longFriday = (form: { hours: Record<string, string> }) => ({
  hours: { ...form.hours, fri: '09:00-20:00' } as never,
});

export function usePolicyDesk() {
  const held = useTestDesk();
  let desk: TestDesk;
  let it_: ItProject;
  let ada: Actor;

  beforeEach(async () => {
    desk = held.desk;
    it_ = await makeItProject(desk);
    ada = await it_.actor('ada');
  });

  const prisma = () => desk.database.prisma;

  return {
    get desk() {
      return desk;
    },
    get it_() {
      return it_;
    },
    get ada() {
      return ada;
    },
    prisma,
  };
}
