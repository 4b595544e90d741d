/** Instants as people read them in their own zones, and as old clients would: what two runs of one story never have alike. */

const CLOCK = String.raw`\d{1,2}:\d\d\s[AP]M`;
const DAY = String.raw`(?:Today|Yesterday|Tomorrow|[A-Z][a-z]{2} \d{1,2}, \d{4}) at `;

const TIME_READ = new RegExp(
  String.raw`(?:${DAY})?\b${CLOCK}|\d{4}-\d\d-\d\d \d\d:\d\d UTC|\b\d\d:\d\d UTC`,
  'g',
);

export function withoutInstants(text: string): string {
  return text.replace(TIME_READ, 'WHEN');
}
