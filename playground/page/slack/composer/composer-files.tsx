/** Files on their way into a message. */

import { useRef } from 'react';
import { type Attached, sizeOf } from '../../attached.js';
import { Icon } from '../icons.js';

export function AttachButton({ onAttach }: { onAttach(files: Iterable<File>): void }) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <button
        type="button"
        className="icon-button"
        aria-label="Attach files"
        title="Attach files, or drop them here"
        onClick={() => input.current?.click()}
      >
        <Icon name="clip" />
      </button>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        aria-label="Files to attach"
        onChange={({ target }) => {
          onAttach(target.files ? [...target.files] : []);
          target.value = '';
        }}
      />
    </>
  );
}

type AttachedFilesProps = { files: readonly Attached[]; onChange(files: readonly Attached[]): void };

export function AttachedFiles({ files, onChange }: AttachedFilesProps) {
  if (files.length === 0) return null;
  return (
    <ul className="composer-files" aria-label="Attached files">
      {files.map((file, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two files may have the same name
        <li key={place}>
          <Icon name="file" /> <bdi>{file.name}</bdi> <span className="file-size">{sizeOf(file.size)}</span>
          <button
            type="button"
            className="icon-button"
            aria-label={`Remove ${file.name}`}
            onClick={() => onChange(files.filter((other) => other !== file))}
          >
            <Icon name="close" />
          </button>
        </li>
      ))}
    </ul>
  );
}
