/** The menu of a message: what its author may change, and what the app does with it. */
import type { ShownMessage } from '../../../live/protocol.js';
import { useSeat } from '../../seat.js';
import { permalinkOf } from '../../where-hash.js';
import { Menu, MenuItem } from '../menu.js';
import { useAct } from '../use-act.js';

export type MessageMenuProps = {
  message: ShownMessage;
  canAct: boolean;
  done(): void;
  onEdit(): void;
  onDelete(): void;
};

type Item = { label: string; isOffered: boolean; isDangerous?: boolean; choose(): unknown };

export function MessageMenu({ message, canAct, done, onEdit, onDelete }: MessageMenuProps) {
  const { lobby } = useSeat();
  const act = useAct();
  const copyLink = useCopyLink(message);
  const { channelId, ts, threadTs, files } = message;
  const { isMine, mayDelete } = useMayChange(message);
  const isReply = threadTs !== null && threadTs !== ts;
  const items: Item[] = [
    { label: 'Copy link', isOffered: true, choose: copyLink },
    { label: 'Edit message', isOffered: isMine && canAct, choose: onEdit },
    {
      label: 'Also send to channel',
      isOffered: isMine && canAct && isReply && !message.isBroadcast,
      choose: () => act('broadcastLater', channelId, ts),
    },
    {
      label: files.length === 1 ? 'Delete file' : 'Delete files',
      isOffered: isMine && canAct && files.some(({ isDeleted }) => !isDeleted),
      isDangerous: true,
      choose: () => act('removeFile', channelId, ts),
    },
    { label: 'Delete message …', isOffered: mayDelete && canAct, isDangerous: true, choose: onDelete },
  ];
  const shortcuts = lobby.shortcuts.filter(({ type }) => type === 'message');
  const choose = (doIt: () => unknown) => () => {
    done();
    void doIt();
  };
  return (
    <Menu label="Message">
      {items
        .filter(({ isOffered }) => isOffered)
        .map(({ label, isDangerous = false, choose: doIt }) => (
          <MenuItem key={label} isDangerous={isDangerous} onChoose={choose(doIt)}>
            {label}
          </MenuItem>
        ))}
      {shortcuts.length > 0 && <hr className="popup-rule" />}
      {shortcuts.length > 0 && <p className="popup-title">{lobby.appName}</p>}
      {shortcuts.map(({ callbackId, name }) => (
        <MenuItem key={callbackId} onChoose={choose(() => act('messageShortcut', callbackId, channelId, ts))}>
          {name}
        </MenuItem>
      ))}
    </Menu>
  );
}

function useMayChange({ author }: ShownMessage): { isMine: boolean; mayDelete: boolean } {
  const { as, me } = useSeat();
  const isMine = author.id === as && !author.isBot;
  return { isMine, mayDelete: isMine || me.role === 'owner' || me.role === 'admin' };
}

function useCopyLink({ channelId, ts, threadTs }: ShownMessage): () => Promise<void> {
  const { lobby, say } = useSeat();
  return async () => {
    const link = permalinkOf(lobby.team.domain, channelId, ts, threadTs);
    const isCopied = await navigator.clipboard.writeText(link).then(
      () => true,
      () => false,
    );
    say(isCopied ? 'Link copied' : link);
  };
}
