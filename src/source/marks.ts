/** A word of a framework. */
const mark = /\b(?:prefect|airflow|dagster|celery|CELERY_?BEAT_SCHEDULE|rq|flask|django|fastapi|starlette|nox)\b/;
const startMark = /__name__/;

/**
 * Reports whether a Python file may declare a flow. A file that may not is not parsed.
 * @param mains whether files that can be started as programs are flows
 */
export function mayHaveFlows(text: string, mains: boolean): boolean {
  return mark.test(text) || (mains && startMark.test(text));
}
