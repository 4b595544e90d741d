/** Tables and data tables with their limits: https://docs.slack.dev/reference/block-kit/blocks/table-block and …/data-table-block */

import { asObjects, codePoints, isObject } from '../workspace/json.js';
import type { JsonObject } from '../workspace/types.js';
import {
  anything,
  byType,
  flag,
  list,
  object,
  oneOf,
  type Report,
  type Rule,
  type Shape,
  text,
  whole,
} from './rules.js';

const TABLE = { rowsMax: 100, cellsMax: 20 } as const;
/** The rows with the one at the head. */
const DATA_TABLE = { rowsMin: 2, rowsMax: 201, cellsMax: 20, pageMax: 100, charactersMax: 20_000 } as const;

const rawText = object({ required: { type: oneOf('raw_text'), text: text() } });
const filledText = object({ required: { type: oneOf('raw_text'), text: text({ min: 1 }) } });

const rawNumber = object({
  required: { type: oneOf('raw_number'), value: anything },
  optional: { text: text({ min: 1 }) },
});

/** Loosely, as everywhere: what is inside of rich text is not looked at. */
const richText = object({
  required: { type: oneOf('rich_text'), elements: list(anything) },
  optional: { block_id: anything },
});

const columnSetting = object({ optional: { align: oneOf('left', 'center', 'right'), is_wrapped: flag } });

function rowsOf(table: JsonObject): unknown[][] {
  return Array.isArray(table.rows) ? table.rows.filter(Array.isArray) : [];
}

function checkWidths(table: JsonObject, pointer: string, report: Report): number {
  const widths = rowsOf(table).map((row) => row.length);
  if (new Set(widths).size > 1) report('all rows must have the same number of cells', `${pointer}/rows`);
  return Math.max(0, ...widths);
}

function checkTable(table: JsonObject, pointer: string, report: Report): void {
  const width = checkWidths(table, pointer, report);
  const settings = table.column_settings;
  if (Array.isArray(settings) && settings.length > width) {
    report('no more column settings than columns allowed', `${pointer}/column_settings`);
  }
}

/** Every text in a value, whatever it is nested in. */
export function textsIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(textsIn);
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([name, member]) =>
    name === 'text' && typeof member === 'string' ? [member] : textsIn(member),
  );
}

function checkDataTable(table: JsonObject, pointer: string, report: Report): void {
  checkWidths(table, pointer, report);
  const [head = []] = rowsOf(table);
  if (asObjects(head).some(({ type }) => type === 'rich_text')) {
    report('no rich_text allowed in the header', `${pointer}/rows/0`);
  }
  const characters = textsIn(table.rows).reduce((sum, one) => sum + codePoints(one), 0);
  if (characters > DATA_TABLE.charactersMax) {
    report(`must be less than ${DATA_TABLE.charactersMax + 1} characters in total`, `${pointer}/rows`);
  }
}

const tableCell: Rule = byType(() => ({ raw_text: rawText, raw_number: rawNumber, rich_text: richText }));
const dataCell: Rule = byType(() => ({ raw_text: filledText, raw_number: rawNumber, rich_text: richText }));

export const TABLES: Readonly<Record<'table' | 'data_table', Shape>> = {
  table: {
    required: {
      rows: list(list(tableCell, { min: 1, max: TABLE.cellsMax }), { min: 1, max: TABLE.rowsMax }),
    },
    optional: { column_settings: list(columnSetting, { max: TABLE.cellsMax }) },
    also: checkTable,
  },
  data_table: {
    required: {
      caption: text({ min: 1 }),
      rows: list(list(dataCell, { min: 1, max: DATA_TABLE.cellsMax }), {
        min: DATA_TABLE.rowsMin,
        max: DATA_TABLE.rowsMax,
      }),
    },
    optional: {
      page_size: whole({ min: 1, max: DATA_TABLE.pageMax }),
      row_header_column_index: whole({ min: 0 }),
    },
    also: checkDataTable,
  },
};
