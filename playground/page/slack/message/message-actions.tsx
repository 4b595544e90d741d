/** What can be done with a message: the bar that appears over it, by pointer and by keyboard. */

import { type KeyboardEvent, useState } from 'react';
import type { ShownMessage } from '../../../live/protocol.js';
import { focusNext } from '../../block-kit/focus.js';
import { Icon } from '../icons.js';
import { Popup } from '../popup.js';
import { DeleteSheet } from './delete-sheet.js';
import { EmojiPicker } from './emoji-picker.js';
import { ForwardSheet } from './forward-sheet.js';
import { MessageMenu } from './message-menu.js';
import { isNotice } from './message-rows.js';
import { useReact } from './reactions.js';

export type MessageActionsProps = {
  message: ShownMessage;
  isInThread: boolean;
  canAct: boolean;
  openThread(threadTs: string): void;
  onEdit(): void;
};

const STEPS: Readonly<Record<string, number>> = { ArrowRight: 1, ArrowLeft: -1 };

export function MessageActions({ message, isInThread, canAct, openThread, onEdit }: MessageActionsProps) {
  const [sheet, setSheet] = useState<'delete' | 'forward' | null>(null);
  const close = () => setSheet(null);
  if (message.isEphemeral || isNotice(message)) return null;
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    const step = STEPS[event.key];
    if (step !== undefined) focusNext(event.currentTarget, ':scope > button', step);
  };
  return (
    <>
      <div className="message-rail">
        <div className="message-actions" role="toolbar" aria-label="Message actions" onKeyDown={onKeyDown}>
          {canAct && <ReactButton message={message} />}
          {canAct && !isInThread && (
            <button
              type="button"
              aria-label="Reply in thread"
              title="Reply in thread"
              tabIndex={-1}
              onClick={() => openThread(message.threadTs ?? message.ts)}
            >
              <Icon name="reply" />
            </button>
          )}
          <button
            type="button"
            aria-label="Forward message"
            title="Forward message"
            tabIndex={canAct ? -1 : 0}
            onClick={() => setSheet('forward')}
          >
            <Icon name="forward" />
          </button>
          <Popup label="More actions" face={<Icon name="more" />} tabIndex={-1}>
            {(done) => (
              <MessageMenu
                message={message}
                canAct={canAct}
                done={done}
                onEdit={onEdit}
                onDelete={() => setSheet('delete')}
              />
            )}
          </Popup>
        </div>
      </div>
      {sheet === 'delete' && <DeleteSheet message={message} onClose={close} />}
      {sheet === 'forward' && <ForwardSheet message={message} onClose={close} />}
    </>
  );
}

function ReactButton({ message }: { message: ShownMessage }) {
  const react = useReact(message);
  return (
    <Popup label="Add reaction" face={<Icon name="smile" />}>
      {(done) => (
        <EmojiPicker
          onPick={(name) => {
            done();
            void react(name);
          }}
        />
      )}
    </Popup>
  );
}
