/** The signs on buttons, drawn here so that they look the same wherever the page is opened. */

const SHAPES = {
  plus: 'M8 2.5v11M2.5 8h11',
  clip: 'M12.5 7.2 7.6 12a2.8 2.8 0 0 1-4-4l5.3-5.3a1.9 1.9 0 0 1 2.7 2.7L6.4 10.6a.9.9 0 0 1-1.3-1.3L9.6 4.8',
  send: 'M2.5 2.8 14 8 2.5 13.2 4.2 8zM4.2 8H9',
  smile: 'M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12zM5.6 9.4a2.7 2.7 0 0 0 4.8 0M6 6.2v.6M10 6.2v.6',
  reply: 'M2.5 3.5h11v7.5H8l-3 2.5V11H2.5zM5.5 6.2h5M5.5 8.4h3',
  forward: 'M9 3.5 13.5 7.5 9 11.5M13 7.5H6.5A4 4 0 0 0 2.5 11.5V13',
  more: 'M8 3.2v.1M8 8v.1M8 12.8v.1',
  close: 'M3.5 3.5l9 9M12.5 3.5l-9 9',
  menu: 'M2.5 4h11M2.5 8h11M2.5 12h11',
  home: 'M2.5 7.5 8 2.8l5.5 4.7M4 6.8v6.2h8V6.8M6.8 13V9.5h2.4V13',
  lock: 'M4 7h8v6H4zM5.8 7V5.2a2.2 2.2 0 0 1 4.4 0V7',
  hash: 'M6.3 2.5 5 13.5M11 2.5 9.7 13.5M3 5.8h10.5M2.5 10.2H13',
  people:
    'M6 7.5a2.2 2.2 0 1 0 0-4.4 2.2 2.2 0 0 0 0 4.4zM2 13a4 4 0 0 1 8 0M10.5 7.3a2 2 0 0 0 0-4M11.5 9.2A4 4 0 0 1 14 13',
  file: 'M4 2.5h5L12.5 6v7.5H4zM9 2.5V6h3.5',
} as const;

export type IconName = keyof typeof SHAPES;

const THICK: ReadonlySet<IconName> = new Set(['more']);

export function Icon({ name }: { name: IconName }) {
  return (
    <svg
      className="icon"
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      strokeWidth={THICK.has(name) ? 2.4 : 1.3}
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      <path d={SHAPES[name]} />
    </svg>
  );
}
