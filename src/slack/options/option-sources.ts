/** Where the choices of each menu come from that asks while a person types. */

import { OPTIONS } from '../ids.js';
import { holidayRegionOptions } from './holiday-region.js';
import type { OptionSource } from './on-options.js';
import { tagOptions } from './tags.js';
import { ticketOptions } from './tickets.js';
import { timeZoneOptions } from './time-zone.js';

type OptionsId = (typeof OPTIONS)[keyof typeof OPTIONS];

export const OPTION_SOURCES: Record<OptionsId, OptionSource> = {
  [OPTIONS.timeZone]: timeZoneOptions,
  [OPTIONS.holidayRegion]: holidayRegionOptions,
  [OPTIONS.tags]: tagOptions,
  [OPTIONS.tickets]: ticketOptions,
};
