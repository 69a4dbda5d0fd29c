/** Matches the last word of a secret's name, after a separator or a change of case. */
const words =
  /(^|_)(PASSWORD|PASSWD|PASSPHRASE|PASS|PWD|PASSCODE|SECRET|TOKEN|SALT|JWT|PAT|DSN|CREDENTIALS?|REQUIREPASS|SECRET_KEY_BASE|WEBHOOK|WEBHOOK_UR[IL]|(API|APP|AUTH|SECRET|PRIVATE|ACCESS|ACCOUNT|SHARED|MASTER|SIGNING|ENCRYPTION|HMAC|LICENSE|STORAGE)_?KEY)(_?\d+)?$/;

/** Matches endings without a separator: `PGPASSWORD`, `DBPASS`. It must not match `COMPASS` or `BYPASS`. */
const endings =
  /(PASSWORD|PASSWD|PASSPHRASE)(_?\d+)?$|(^|_)(DB|PG|MYSQL|REDIS|SQL|SMTP|MAIL|ADMIN|ROOT|USER)(PASS|PWD)$/;

/** Matches names that end like names of secrets, but whose values are public or only describe a secret. */
const harmless =
  /(^|_)(OLDPWD|NO_PASSWORD|NO_PASS|CSRF_TOKEN|MAX_TOKEN|BOARDING_PASS|(PULL|TLS)_SECRET)$|(^|_)(PUBLIC|PUBLISHABLE)_/;

/** Reports whether a name looks like that of a secret: `POSTGRES_PASSWORD`, `apiKey`, `spring.datasource.password`. */
export function isSecretName(name: string): boolean {
  const plain = name
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replace(/[^A-Za-z0-9]+/g, '_')
    .toUpperCase();
  return (words.test(plain) || endings.test(plain)) && !harmless.test(plain);
}

export function isWebhookName(name: string): boolean {
  return /webhook([-_.]?ur[il])?$/i.test(name);
}

export function isDsnName(name: string): boolean {
  return /dsn$/i.test(name);
}
