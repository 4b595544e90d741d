/** Files for the app: texts as they are, because the workspace keeps texts only. */

import { asObjects, asText, asTexts } from '../../../workspace/json.js';
import { readFiles } from '../../attached.js';
import { useElement } from '../acting.js';
import type { ElementProps } from './element-props.js';

export function FileInput({ element, within, id, label }: ElementProps) {
  const { enter, held } = useElement(element, within);
  const types = asTexts(element.filetypes).map((type) => `.${type}`);
  const most = typeof element.max_files === 'number' ? element.max_files : 10;
  const choose = async (list: FileList | null) => {
    const read = await readFiles([...(list ?? [])].slice(0, most));
    await enter(read.length === 0 ? null : read);
  };
  return (
    <div className="kit-many">
      {asObjects(held.files).map((file) => (
        <span className="kit-chip" key={asText(file.id)}>
          {asText(file.name)}
        </span>
      ))}
      <input
        id={id}
        type="file"
        aria-label={id === undefined ? label : undefined}
        accept={types.join(',')}
        multiple={most > 1}
        onChange={(event) => void choose(event.target.files)}
      />
    </div>
  );
}
