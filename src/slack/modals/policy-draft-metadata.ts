/** What the forms for calendars and policies carry from step to step: what was typed is in the draft, which only its author can use. */

import { z } from 'zod';

/** `revision` counts how often fields were filled anew since the form was opened. */
export const policyDraftMetadata = z.object({ draftId: z.int().positive(), revision: z.int().min(0) });
export type PolicyDraftMetadata = z.infer<typeof policyDraftMetadata>;
