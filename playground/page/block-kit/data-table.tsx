/** A table of data, a page at a time as in Slack; sorting and filtering, which Slack's client also has, change nothing of what there is. */
import { useState } from 'react';
import type { JsonObject } from '../../live/protocol.js';
import { asRows, asText } from '../../workspace/json.js';
import { Rendered } from './rendered.js';
import './data-table.css';

/** Slack's own, where the table says nothing: https://docs.slack.dev/reference/block-kit/blocks/data-table-block */
const PAGE_SIZE = 5;

const atLeast = (least: number, value: unknown, otherwise: number) =>
  typeof value === 'number' ? Math.max(least, value) : otherwise;

export function DataTable({ block }: { block: JsonObject }) {
  const [head = [], ...rows] = asRows(block.rows);
  const size = atLeast(1, block.page_size, PAGE_SIZE);
  const nameColumn = atLeast(0, block.row_header_column_index, 0);
  const [first, setFirst] = useState(0);
  const shown = rows.slice(first, first + size);
  return (
    <div className="data-table">
      <table>
        <caption>{asText(block.caption)}</caption>
        <thead>
          <tr>{head.map((cell, column) => headCell(cell, column))}</tr>
        </thead>
        <tbody>
          {shown.map((row, place) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows have no name but their place
            <tr key={first + place}>{row.map((cell, column) => bodyCell(cell, column, nameColumn))}</tr>
          ))}
        </tbody>
      </table>
      {rows.length > size && (
        <p className="data-table-pages">
          <button
            type="button"
            className="button"
            disabled={first === 0}
            onClick={() => setFirst(first - size)}
          >
            Previous rows
          </button>
          <span>{`${first + 1}–${first + shown.length} of ${rows.length}`}</span>
          <button
            type="button"
            className="button"
            disabled={first + size >= rows.length}
            onClick={() => setFirst(first + size)}
          >
            Next rows
          </button>
        </p>
      )}
    </div>
  );
}

function headCell(cell: JsonObject, column: number) {
  return (
    <th key={column} scope="col">
      <Cell cell={cell} />
    </th>
  );
}

function bodyCell(cell: JsonObject, column: number, nameColumn: number) {
  const className = cell.type === 'raw_number' ? 'data-table-number' : undefined;
  if (column !== nameColumn) {
    return (
      <td key={column} className={className}>
        <Cell cell={cell} />
      </td>
    );
  }
  return (
    <th key={column} scope="row" className={className}>
      <Cell cell={cell} />
    </th>
  );
}

function Cell({ cell }: { cell: JsonObject }) {
  if (cell.type === 'rich_text') return <Rendered block={cell} />;
  return asText(cell.text) || (typeof cell.value === 'number' ? cell.value.toLocaleString('en-US') : '');
}
