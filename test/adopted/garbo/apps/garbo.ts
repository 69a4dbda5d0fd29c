import type { Construct } from 'constructs';
import { Application, type ApplicationProps, ServiceFlow, text, WorkerFlow } from 'towpath';

const pace = { scaleUp: { stabilizationWindowSeconds: 60 }, scaleDown: { stabilizationWindowSeconds: 300 } };

export default class Garbo extends Application {
  constructor(scope: Construct, id: string, props: ApplicationProps) {
    super(scope, id, {
      ...props,
      naming: { name: '{flow}', objects: { hpa: '{flow}-hpa' }, selector: { app: '{flow}' }, labels: {} },
      shared: { security: 'none', serviceAccountToken: null, serviceLinks: null },
    });
    const image = this.image('garbo', 'ghcr.io/klimatbyran/garbo');
    const secret = this.secret('env');
    const keys = (...names: string[]) => Object.fromEntries(names.map((name) => [name, secret.key(name)]));
    const database = {
      POSTGRES_PASSWORD: this.secret('postgresql').key('postgres-password'),
      DATABASE_URL: 'postgresql://postgres:$(POSTGRES_PASSWORD)@postgresql:5432/garbo',
    };
    const common = {
      ...database,
      API_BASE_URL: text`http://${this.flow('garbo').host}/api`,
      REDIS_PASSWORD: this.secret('redis').key('redis-password'),
      ...keys('API_PORT', 'API_SECRET', 'API_TOKENS', 'BERGET_AI_TOKEN', 'CACHE_MAX_AGE', 'CHROMA_CHUNK_SIZE'),
      ...keys('CHROMA_HOST', 'DOCLING_URL', 'FRONTEND_URL', 'GITHUB_CLIENT_ID', 'GITHUB_CLIENT_SECRET', 'GITHUB_ORG'),
      ...keys('GITHUB_REDIRECT_URI', 'GOOGLE_SCREENSHOT_BUCKET_KEY', 'JWT_EXPIRES_IN', 'JWT_SECRET'),
      ...keys('NLM_INGESTOR_URL', 'NODE_ENV', 'OPENAI_API_KEY', 'OPENAI_ORG_ID', 'OPENAPI_PREFIX', 'REDIS_HOST'),
      ...keys('REDIS_PORT', 'WIKI_PASSWORD', 'WIKI_USERNAME'),
    };
    new ServiceFlow(this, 'garbo', {
      image,
      pullPolicy: 'Always',
      port: 3000,
      servicePort: 80,
      replicas: 2,
      env: {
        ...common,
        ...keys('ALLOW_ANONYMOUS_CLIENT_API', 'FIRECRAWL_API_KEY', 'GARBO_ALL_ACCESS_API_KEY'),
        ...keys('MAILCHIMP_API_KEY', 'MAILCHIMP_LIST_ID', 'MAILCHIMP_SERVER_PREFIX'),
      },
      resources: { requests: { memory: '800Mi' }, limits: { memory: '1.5Gi' } },
      terminationGracePeriodSeconds: 60,
      init: {
        'db-migration': {
          image,
          command: ['npm', 'run', 'migrate'],
          env: database,
          resources: { requests: { cpu: '100m', memory: '64Mi' }, limits: { cpu: '200m', memory: '128Mi' } },
        },
      },
      route: { tls: true, annotations: { 'cert-manager.io/cluster-issuer': 'letsencrypt-prod' } },
    });
    new WorkerFlow(this, 'worker', {
      image,
      pullPolicy: 'Always',
      command: ['npm', 'run', 'workers'],
      port: 3000,
      env: {
        ...common,
        WORKER: 'true',
        PIPELINE_API_URL: 'http://pipeline-api:4000',
        ...keys('BACKUP_API_AUTH_HEADER', 'BACKUP_API_TOKEN', 'BACKUP_API_URL', 'CHROMA_CONCURRENCY'),
        ...keys('DOCLING_USE_LOCAL', 'INTERNAL_SERVICE_TOKEN', 'USE_BACKUP_API'),
      },
      resources: { requests: { cpu: '800m', memory: '1Gi' } },
      autoscaling: { min: 1, max: 15, cpu: 70, memory: 80, ...pace },
    });
    new ServiceFlow(this, 'nlm', {
      image: this.image('nlm', 'ghcr.io/nlmatics/nlm-ingestor'),
      pullPolicy: 'IfNotPresent',
      port: 5001,
      resources: { requests: { cpu: '500m', memory: '1Gi' }, limits: { memory: '4Gi' } },
      autoscaling: { min: 2, max: 15, cpu: 80, ...pace },
    });
  }
}
