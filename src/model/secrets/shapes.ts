/** A kind of secret that can be recognised by its format. */
export interface Shape {
  /** The name of the kind, for messages. */
  readonly kind: string;
  readonly pattern: RegExp;
  /** A link to the documentation of the format. */
  readonly source: string;
}

/** The formats of well-known tokens and keys. Certificates and public keys are not among them. */
export const shapes: readonly Shape[] = [
  {
    kind: 'a private key',
    pattern: /-----BEGIN (?:[A-Z0-9]+ )*PRIVATE KEY(?: BLOCK)?-----/,
    source: 'https://www.rfc-editor.org/rfc/rfc7468',
  },
  {
    kind: 'a GitHub token',
    pattern: /\b(?:gh[pousr]_[A-Za-z0-9]{36,}|github_pat_[A-Za-z0-9_]{22,})/,
    source: 'https://github.blog/engineering/behind-githubs-new-authentication-token-formats/',
  },
  {
    kind: 'a GitLab token',
    pattern: /\b(?:glpat|gldt|glrt|glptt|glcbt|glsoat)-[A-Za-z0-9_-]{20,}/,
    source: 'https://docs.gitlab.com/security/tokens/#token-prefixes',
  },
  {
    kind: 'an AWS access key',
    pattern: /\b(?:AKIA|ASIA)[A-Z2-7]{16}\b/,
    source: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-unique-ids',
  },
  {
    kind: 'a Slack token',
    pattern: /\bxox[abeoprs]-[A-Za-z0-9-]{10,}|\bxapp-\d-[A-Za-z0-9-]{10,}/,
    source: 'https://docs.slack.dev/authentication/tokens/',
  },
  {
    kind: 'a Slack webhook',
    pattern: /\bhooks\.slack\.com\/(?:services|workflows)\/[A-Za-z0-9/_-]{16,}/,
    source: 'https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks/',
  },
  {
    kind: 'a Discord webhook',
    pattern: /\bdiscord(?:app)?\.com\/api\/webhooks\/\d+\/[\w-]{20,}/,
    source: 'https://discord.com/developers/docs/resources/webhook',
  },
  {
    kind: 'a Stripe key',
    pattern: /\b(?:[sr]k_(?:live|test)|whsec)_[A-Za-z0-9]{16,}/,
    source: 'https://docs.stripe.com/keys',
  },
  {
    kind: 'a Google API key',
    pattern: /\bAIza[A-Za-z0-9_-]{35}/,
    source: 'https://cloud.google.com/docs/authentication/api-keys',
  },
  {
    kind: 'a Google OAuth secret',
    pattern: /\bGOCSPX-[A-Za-z0-9_-]{20,}/,
    source: 'https://developers.google.com/identity/protocols/oauth2',
  },
  { kind: 'an npm token', pattern: /\bnpm_[A-Za-z0-9]{36}/, source: 'https://docs.npmjs.com/about-access-tokens' },
  { kind: 'a PyPI token', pattern: /\bpypi-[A-Za-z0-9_-]{16,}/, source: 'https://pypi.org/help/#apitoken' },
  {
    kind: 'a SendGrid key',
    pattern: /\bSG\.[A-Za-z0-9_-]{16,}\.[A-Za-z0-9_-]{16,}/,
    source: 'https://www.twilio.com/docs/sendgrid/ui/account-and-settings/api-keys',
  },
  {
    kind: 'a JSON Web Token',
    pattern: /\beyJ[A-Za-z0-9_-]{8,}\.eyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}/,
    source: 'https://www.rfc-editor.org/rfc/rfc7519',
  },
  {
    kind: 'a Telegram token',
    pattern: /(?:\b|bot)\d{8,10}:[A-Za-z0-9_-]{35}(?![A-Za-z0-9_-])/,
    source: 'https://core.telegram.org/bots/api#authorizing-your-bot',
  },
  {
    kind: 'an Azure key',
    pattern: /\b(?:AccountKey|SharedAccessKey|SharedAccessSignature)=[A-Za-z0-9+/=%&-]{16,}/i,
    source: 'https://learn.microsoft.com/azure/storage/common/storage-configure-connection-string',
  },
  {
    kind: 'a DigitalOcean token',
    pattern: /\bdo[opr]_v1_[a-f0-9]{64}/,
    source: 'https://docs.digitalocean.com/reference/api/create-personal-access-token/',
  },
  {
    kind: 'a HashiCorp Vault token',
    pattern: /\bhv[sbr]\.[A-Za-z0-9_-]{24,}/,
    source: 'https://developer.hashicorp.com/vault/docs/concepts/tokens',
  },
  {
    kind: 'an Anthropic or OpenAI key',
    pattern: /\bsk-(?:ant-|proj-|svcacct-)[A-Za-z0-9_-]{20,}/,
    source: 'https://platform.openai.com/docs/api-reference/authentication',
  },
  {
    kind: 'a bearer token',
    pattern: /\bBearer\s+(?=\S*\d)[A-Za-z0-9._~+/-]{12,}/i,
    source: 'https://www.rfc-editor.org/rfc/rfc6750#section-2.1',
  },
  {
    kind: 'a name and a password',
    pattern: /(?:^|Authorization["']?\s*[:=]\s*["']?)Basic\s+(?=\S*[A-Z\d=])[A-Za-z0-9+/]{6,}={0,2}(?!\w)/,
    source: 'https://www.rfc-editor.org/rfc/rfc7617#section-2',
  },
];
