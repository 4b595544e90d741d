/** Countries and their states whose public holidays can be taken over into a calendar. */

import { searchRegions } from '../../holidays/regions.js';
import { option } from '../blocks/pieces.js';
import type { OptionCall } from './on-options.js';

export async function holidayRegionOptions({ query, countMax }: OptionCall) {
  const regions = await searchRegions(query, countMax);
  return regions.map(({ code, name }) => option(name, code));
}
