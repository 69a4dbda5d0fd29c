/* Names in the Compose files that towpath writes and reads. */

/** Name of the container that prepares the volumes of a flow. It contains a dot, which no container of a flow does. */
export const preparing = 'prepare.volumes';

/** The profile of services that `docker compose up` does not start. */
export const scheduleProfile = 'schedules';
