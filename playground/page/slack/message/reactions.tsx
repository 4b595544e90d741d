/** The reactions under a message: who gave them, and one's own by a press. */

import type { ShownMessage } from '../../../live/protocol.js';
import { emojiOf } from '../../block-kit/emoji.js';
import { useSeat } from '../../seat.js';
import { Icon } from '../icons.js';
import { listed, nameIn } from '../names.js';
import { Popup } from '../popup.js';
import { useAct } from '../use-act.js';
import { EmojiPicker } from './emoji-picker.js';
import './reactions.css';

export function useReact({ channelId, ts, reactions }: ShownMessage): (name: string) => Promise<unknown> {
  const { as } = useSeat();
  const act = useAct();
  return (name) => {
    const isMine = reactions.some((reaction) => reaction.name === name && reaction.userIds.includes(as));
    return act(isMine ? 'unreact' : 'react', channelId, ts, name);
  };
}

export function Reactions({ message, canAct }: { message: ShownMessage; canAct: boolean }) {
  const { as, lobby } = useSeat();
  const react = useReact(message);
  if (message.reactions.length === 0) return null;
  return (
    <div className="reactions">
      {message.reactions.map(({ name, userIds }) => {
        const people = listed(userIds.map((id) => (id === as ? 'you' : nameIn(lobby, id))));
        return (
          <button
            key={name}
            type="button"
            className="reaction"
            aria-pressed={userIds.includes(as)}
            aria-label={`${name}, ${userIds.length}: ${people}`}
            title={`:${name}: by ${people}`}
            disabled={!canAct}
            onClick={() => void react(name)}
          >
            {emojiOf(name)} <span className="reaction-count">{userIds.length}</span>
          </button>
        );
      })}
      {canAct && (
        <Popup label="Add another reaction" face={<Icon name="smile" />} className="reaction reaction-add">
          {(close) => (
            <EmojiPicker
              onPick={(name) => {
                close();
                void react(name);
              }}
            />
          )}
        </Popup>
      )}
    </div>
  );
}
