/** Where `/ticket move` takes a ticket, and whether its notes go along. */

import { isProjectKey } from '../../domain/ticket-number.js';
import { no, type Reading } from './grammar-reading.js';
import { plainTextOf, splitFirst } from './grammar-text.js';

/** `hr`, `HR with notes`. */
export function moveIn(text: string): Reading<{ project: string; withNotes: boolean }> {
  const { first, rest } = splitFirst(text);
  const project = first.toUpperCase();
  if (first === '') return no('To which project? Its key is missing, for example HR.');
  if (!isProjectKey(project)) return no(`“${plainTextOf(first)}” is no key of a project like HR.`);
  const words = rest.toLowerCase().replace(/\s+/g, ' ');
  if (words !== '' && words !== 'with notes') {
    return no('After the project only `with notes` can stand here, or nothing.');
  }
  return { ok: true, value: { project, withNotes: words !== '' } };
}
