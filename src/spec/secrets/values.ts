/** Text that stands for a value which comes from elsewhere: a variable, a template, a reference to a store of secrets. */
const placeholder =
  /\$\(|\$\{|^\$[A-Za-z_]\w*$|\{\{|^<[^>]*>$|^\[[^\]]*\]$|^(?:vault|secretref|op|ref\+\w+|sm|gcpsm|awssm|arn):|^projects\/[^/]+\/secrets\//;

/** What is written where nothing, or nothing in particular, is meant. */
const nothing =
  /^(?:true|false|yes|no|on|off|none|null|nil|undefined|\d+(?:\.\d+)?|\d+(?:ms|s|m|h|d)|[\Wx_]+|redacted|masked)$/i;

/** A file with a secret in it is not the secret. */
const path =
  /^(?:~|\.{1,2})?\/(?:[\w.@+-]+\/)*[\w.@+-]+\/?$|^(?:file|classpath):|\.(?:pem|crt|key|json|ya?ml|txt|properties)$/i;

/** What everybody may read. */
const open = /-----BEGIN (?:[A-Z0-9]+ )*(?:CERTIFICATE|PUBLIC KEY)|^(?:ssh-|ecdsa-)/;

/** Whether a value that is named like a secret may be one. */
export function isWrittenOut(value: string): boolean {
  const text = value.trim();
  return text !== '' && !isPlaceholder(text) && !nothing.test(text) && !path.test(text) && !open.test(text);
}

export function isPlaceholder(value: string): boolean {
  return placeholder.test(value);
}
