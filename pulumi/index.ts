import { ApplicationComponent } from 'towpath/pulumi';
import Django from '../apps/django';
import Pssp from '../apps/pssp';

// Our environments name no cluster, so each stack does: `pulumi config set kubernetes:context NAME`.
const pssp = new ApplicationComponent('pssp', { application: Pssp });
const django = new ApplicationComponent('django', { application: Django });

export const urls = { pssp: pssp.urls, django: django.urls };
export const images = { pssp: pssp.images, django: django.images };
