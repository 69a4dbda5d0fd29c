/** Matches placeholders for a value from elsewhere: a variable, a template, or a reference to a secret store. */
const placeholder =
  /\$\(|\$\{|^\$[A-Za-z_]\w*$|\{\{|^<[^>]*>$|^\[[^\]]*\]$|^(?:vault|secretref|op|ref\+\w+|sm|gcpsm|awssm|arn):|^projects\/[^/]+\/secrets\//;

/** Matches values that are empty, a switch, a number, a duration or a mask, and so not secret. */
const nothing =
  /^(?:true|false|yes|no|on|off|none|null|nil|undefined|\d+(?:\.\d+)?|\d+(?:ms|s|m|h|d)|[\Wx_]+|redacted|masked)$/i;

/** Matches paths of files. The path of a file with a secret is not secret. */
const path =
  /^(?:~|\.{1,2})?\/(?:[\w.@+-]+\/)*[\w.@+-]+\/?$|^(?:file|classpath):|\.(?:pem|crt|key|json|ya?ml|txt|properties)$/i;

/** Matches certificates and public keys. */
const open = /-----BEGIN (?:[A-Z0-9]+ )*(?:CERTIFICATE|PUBLIC KEY)|^(?:ssh-|ecdsa-)/;

/** Reports whether a value with the name of a secret can be the secret itself. */
export function isWrittenOut(value: string): boolean {
  const text = value.trim();
  return text !== '' && !isPlaceholder(text) && !nothing.test(text) && !path.test(text) && !open.test(text);
}

export function isPlaceholder(value: string): boolean {
  return placeholder.test(value);
}
