import { expect, it } from 'vitest';
import { weekWords } from '../../../src/slack/blocks/week-words.js';

const CLOSED = { mon: '', tue: '', wed: '', thu: '', fri: '', sat: '', sun: '' };
const all = (hours: string) => ({ mon: hours, tue: hours, wed: hours, thu: hours, fri: hours });

it.each([
  ['the usual', { ...CLOSED, ...all('09:00-17:00') }, 'Mon–Fri 09:00–17:00'],
  [
    'a short Saturday',
    { ...CLOSED, ...all('09:00-17:00'), sat: '10:00-12:00' },
    'Mon–Fri 09:00–17:00, Sat 10:00–12:00',
  ],
  [
    'a Wednesday off, with a break on Friday',
    { ...CLOSED, ...all('09:00-17:00'), wed: '', fri: '09:00-12:00, 13:00-15:00' },
    'Mon–Tue 09:00–17:00, Thu 09:00–17:00, Fri 09:00–12:00, 13:00–15:00',
  ],
  [
    'around the clock',
    { ...all('00:00-24:00'), sat: '00:00-24:00', sun: '00:00-24:00' },
    'Mon–Sun 00:00–24:00',
  ],
  ['closed', CLOSED, 'no opening hours'],
])('a week: %s', (_name, hours, words) => {
  expect(weekWords(hours)).toBe(words);
});
