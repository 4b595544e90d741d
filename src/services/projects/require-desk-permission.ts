/** The gate before everything that configures the desk. */
import { type Actor, canDesk, type DeskAction } from '../../domain/permissions.js';
import { UserError } from '../../errors.js';

const PHRASES: Record<DeskAction, string> = {
  manage_projects: 'manage projects',
  manage_agents: 'manage agents',
  manage_policies: 'manage SLA policies',
  manage_calendars: 'manage calendars',
  look_after_desk: 'look after the desk',
  erase_people: 'erase people',
};

/** @throws UserError that says who can. */
export function requireDeskPermission(actor: Actor, action: DeskAction): void {
  if (canDesk(actor, action)) return;
  throw new UserError(
    `Only admins can ${PHRASES[action]}. Owners and admins of this Slack workspace are admins here, and so is whom \`ADMIN_USER_IDS\` names where the bot runs: ask one of them, or to become one.`,
  );
}
