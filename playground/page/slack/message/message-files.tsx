/** The files of a message: what they are, and the words of texts. */

import type { ShownFile } from '../../../live/protocol.js';
import { sizeOf } from '../../attached.js';
import { Icon } from '../icons.js';
import './message-files.css';

/** More than this is opened on a press. */
const PREVIEW_LINES = 5;

export function Files({ files }: { files: readonly ShownFile[] }) {
  if (files.length === 0) return null;
  return (
    <ul className="files" aria-label="Files">
      {files.map((file) => (
        <li key={file.id} className="file">
          {file.isDeleted ? <p className="message-gone">This file was deleted.</p> : <File file={file} />}
        </li>
      ))}
    </ul>
  );
}

function File({ file }: { file: ShownFile }) {
  const { name, size, preview } = file;
  return (
    <>
      <p className="file-name">
        <Icon name="file" /> <bdi className="file-title">{name}</bdi>{' '}
        <span className="file-size">{sizeOf(size)}</span>
      </p>
      {preview !== null && preview !== '' && <Preview text={preview} isCut={preview.length < size} />}
    </>
  );
}

function Preview({ text, isCut }: { text: string; isCut: boolean }) {
  const lines = text.split('\n');
  if (lines.length <= PREVIEW_LINES) return <pre className="file-preview">{text}</pre>;
  return (
    <details className="file-more">
      <summary>
        <pre className="file-preview">{lines.slice(0, PREVIEW_LINES).join('\n')}</pre>
        <span className="link">Show all</span>
      </summary>
      <pre className="file-preview">
        {lines.slice(PREVIEW_LINES).join('\n')}
        {isCut && '\n…'}
      </pre>
    </details>
  );
}
