/** Posts rendered as they are sent, for the tests of what they show. */
import type { PostContent } from '../../../src/domain/post-content.js';
import { renderPost } from '../../../src/slack/blocks/render-post.js';
import type { RenderedMessage } from '../../../src/slack/gateway.js';

export const OPTIONS = { workspaceUrl: 'https://example.slack.com/' };
export const render = (content: PostContent) => renderPost(content, OPTIONS);

export const mrkdwnOf = (value: unknown): string[] => {
  if (Array.isArray(value)) return value.flatMap(mrkdwnOf);
  if (typeof value !== 'object' || value === null) return [];
  const own = 'type' in value && value.type === 'mrkdwn' && 'text' in value ? [String(value.text)] : [];
  return [...own, ...Object.values(value).flatMap(mrkdwnOf)];
};
export const everything = ({ text, blocks }: RenderedMessage) => [text, ...mrkdwnOf(blocks)].join('\n');

export function buttonsOf({ blocks }: RenderedMessage): { label: string; value: string }[] {
  return blocks.flatMap((block) =>
    block.type === 'actions'
      ? block.elements.flatMap((element) =>
          element.type === 'button' ? [{ label: element.text.text, value: element.value ?? '' }] : [],
        )
      : [],
  );
}
