/** Each day of a year with the numbers by which rules choose days. */

export type CalendarDay = {
  date: string;
  month: number;
  /** 0 is Sunday. */
  weekDay: number;
  /** Which day of its month or year it is: from the first one as 1, and from the last one as 1. */
  ofMonth: Position;
  ofYear: Position;
};

type Position = { fromStart: number; fromEnd: number };

export type CalendarYear = { year: number; days: readonly CalendarDay[] };

const DAY_MS = 86_400_000;

export function calendarYear(year: number): CalendarYear {
  const count = (Date.UTC(year + 1, 0, 1) - Date.UTC(year, 0, 1)) / DAY_MS;
  return { year, days: Array.from({ length: count }, (_, index) => dayOf(year, index)) };
}

function dayOf(year: number, index: number): CalendarDay {
  const at = new Date(Date.UTC(year, 0, 1 + index));
  const month = at.getUTCMonth();
  return {
    date: at.toISOString().slice(0, 10),
    month: month + 1,
    weekDay: at.getUTCDay(),
    ofMonth: position(at, Date.UTC(year, month, 1), Date.UTC(year, month + 1, 1)),
    ofYear: position(at, Date.UTC(year, 0, 1), Date.UTC(year + 1, 0, 1)),
  };
}

function position(at: Date, startMs: number, endMs: number): Position {
  return { fromStart: (at.getTime() - startMs) / DAY_MS + 1, fromEnd: (endMs - at.getTime()) / DAY_MS };
}
