// Passkeys: asks the server what is to be signed, lets the device sign it, and sends the form with its answer.
// A form without this script says that codes are the way.

const bytes = (text) => {
  const plain = window.atob(text.replace(/-/g, '+').replace(/_/g, '/'))
  return Uint8Array.from(plain, (character) => character.charCodeAt(0))
}

const text = (buffer) => {
  if (!buffer) return undefined
  const plain = String.fromCharCode(...new Uint8Array(buffer))
  return window.btoa(plain).replace(/\+/g, '-').replace(/\//g, '_').replace(/=/g, '')
}

function asked ({ publicKey }) {
  const listed = (list) => list && list.map((one) => ({ ...one, id: bytes(one.id) }))
  const options = { ...publicKey, challenge: bytes(publicKey.challenge) }
  if (publicKey.user) options.user = { ...publicKey.user, id: bytes(publicKey.user.id) }
  if (publicKey.excludeCredentials) options.excludeCredentials = listed(publicKey.excludeCredentials)
  if (publicKey.allowCredentials) options.allowCredentials = listed(publicKey.allowCredentials)
  return { publicKey: options }
}

function answered (credential) {
  const { response } = credential
  return JSON.stringify({
    id: credential.id,
    rawId: text(credential.rawId),
    type: credential.type,
    clientExtensionResults: {},
    response: {
      clientDataJSON: text(response.clientDataJSON),
      attestationObject: text(response.attestationObject),
      authenticatorData: text(response.authenticatorData),
      signature: text(response.signature)
    }
  })
}

async function sign (form) {
  const answer = await window.fetch(form.dataset.options, {
    method: 'POST',
    credentials: 'same-origin',
    headers: { 'X-CSRFToken': form.elements.csrf_token.value }
  })
  const options = await answer.json()
  if (!answer.ok) throw new Error(options.error)
  const credential = await navigator.credentials[form.dataset.passkey](asked(options))
  form.elements.answer.value = answered(credential)
  form.submit()
}

for (const form of document.querySelectorAll('form[data-passkey]')) {
  if (!window.PublicKeyCredential || !navigator.credentials) continue
  form.querySelector('[data-passkey-off]').hidden = true
  form.querySelector('[data-passkey-on]').hidden = false
  const said = form.querySelector('[data-passkey-said]')
  let isSigning = false
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    if (isSigning) return
    isSigning = true
    said.textContent = ''
    sign(form).catch(() => { said.textContent = form.dataset.textFailed }).finally(() => { isSigning = false })
  })
}
