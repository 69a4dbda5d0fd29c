import { type Fields, fieldsOf, withDefaults, withoutEmpty } from '../fields';

/** @see https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/core/v1/defaults.go `SetDefaults_ConfigMap` */
export function configMap(object: Fields): Fields {
  return withoutEmpty(object, ['data', 'binaryData']);
}

/** `SetDefaults_Secret`; plain texts become data, and win over it: `Convert_v1_Secret_To_core_Secret`. */
export function secret({ stringData, ...object }: Fields): Fields {
  const texts = Object.entries(fieldsOf(stringData)).map(([key, text]) => [key, encoded(text)]);
  const data = { ...fieldsOf(object.data), ...Object.fromEntries(texts) };
  return withDefaults(withoutEmpty({ ...object, data }, ['data']), { type: 'Opaque' });
}

function encoded(text: unknown): unknown {
  return typeof text === 'string' ? Buffer.from(text).toString('base64') : text;
}
