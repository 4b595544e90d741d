/** The blocks of a message, a modal or a Home, with what can be pressed and chosen in them. */
import type { JsonObject, Values } from '../../live/protocol.js';

export type Target = { channel: string; ts: string } | { viewId: string };

export type BlocksProps = {
  blocks: readonly JsonObject[];
  target: Target;
  values: Values;
  /** By block id. */
  errors?: { readonly [blockId: string]: string };
  kind: 'message' | 'modal' | 'home';
};

export function Blocks({ blocks }: BlocksProps) {
  return <div className="blocks">{blocks.map(({ type }) => `[${String(type)}]`).join(' ')}</div>;
}
