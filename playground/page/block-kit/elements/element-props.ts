/** What every interactive element is given, whichever type it is of. */
import type { JsonObject } from '../../../live/protocol.js';
import type { Within } from '../acting.js';

export type ElementProps = {
  element: JsonObject;
  within: Within;
  /** What the label of an input block names; without it the element names itself. */
  id?: string | undefined;
  label?: string | undefined;
  isOptional?: boolean | undefined;
};
