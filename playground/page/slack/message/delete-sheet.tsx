/** Asks before a message goes for good. */
import type { ShownMessage } from '../../../live/protocol.js';
import { Sheet } from '../sheet.js';
import { useAct } from '../use-act.js';

export function DeleteSheet({ message, onClose }: { message: ShownMessage; onClose(): void }) {
  const act = useAct();
  const onSubmit = () => {
    onClose();
    void act('delete', message.channelId, message.ts);
  };
  return (
    <Sheet title="Delete message" onClose={onClose} submit={{ label: 'Delete', isDangerous: true, onSubmit }}>
      <p>Are you sure that you want to delete this message? This cannot be undone.</p>
      <blockquote className="attachment">{message.text.slice(0, 200)}</blockquote>
    </Sheet>
  );
}
