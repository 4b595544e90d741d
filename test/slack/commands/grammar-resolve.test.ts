/** As what a ticket is resolved, and which words are for its reporter. */
import { expect, it } from 'vitest';
import { resolutionIn, type TypedResolution } from '../../../src/slack/commands/grammar-resolve.js';

const SEE = 'see there';

it.each<[string, Partial<TypedResolution>]>([
  ['', { resolution: 'done' }],
  ['restarted it', { resolution: 'done', text: 'restarted it' }],
  ['Spam', { resolution: 'spam' }],
  ['cancelled: not needed', { resolution: 'cancelled', text: 'not needed' }],
  ['duplicate', { resolution: 'duplicate' }],
  ['duplicate see IT-7', { resolution: 'duplicate', text: 'see IT-7' }],
  ['Duplicate of it-7', { resolution: 'duplicate', duplicateOf: 'IT-7' }],
  ['duplicate: of IT-7', { resolution: 'duplicate', duplicateOf: 'IT-7' }],
  ['duplicate OF IT-7, see there', { resolution: 'duplicate', duplicateOf: 'IT-7', text: SEE }],
  ['duplicate of IT-7: see there', { resolution: 'duplicate', duplicateOf: 'IT-7', text: SEE }],
  ['duplicate of', { resolution: 'duplicate', text: 'of' }],
  ['duplicate of Monday', { resolution: 'duplicate', text: 'of Monday' }],
  // Only a duplicate is one of something.
  ['done of IT-7', { resolution: 'done', text: 'of IT-7' }],
])('%j', (typed, read) => {
  expect(resolutionIn(typed)).toEqual({ duplicateOf: null, text: null, ...read });
});
