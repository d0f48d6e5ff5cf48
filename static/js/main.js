// The components of govuk-frontend that our pages use; bundled at set-up into static/vendor/app.js.
import {
  Button,
  Checkboxes,
  ErrorSummary,
  NotificationBanner,
  PasswordInput,
  Radios,
  SkipLink,
  createAll,
  isSupported
} from 'govuk-frontend'
import { offerPrint } from './print.js'
import { followProgress } from './progress.js'
import { watchSession } from './still_here.js'

document.body.classList.add('js-enabled')
if ('noModule' in HTMLScriptElement.prototype) {
  document.body.classList.add('govuk-frontend-supported')
}

if (isSupported()) {
  for (const component of [Button, Checkboxes, ErrorSummary, NotificationBanner, PasswordInput, Radios, SkipLink]) {
    createAll(component)
  }
}

watchSession(document.querySelector('[data-idle-seconds][data-still-here]'))
offerPrint()
followProgress(document.querySelector('[data-work-under-way]'))
