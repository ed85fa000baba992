// Passkeys: shows the forms marked data-passkey where the browser knows passkeys, asks the browser for a credential, and
// sends it with the form. Options come from a JSON block on the page, or from the form's own address for signing in.
(() => {
  const library = window.webauthnJSON
  if (!library || !window.PublicKeyCredential) return

  const options = async (form) => {
    if (form.dataset.passkeyOptions) {
      return JSON.parse(document.getElementById(form.dataset.passkeyOptions).textContent)
    }
    const answer = await fetch(form.action, { headers: { Accept: 'application/json' } })
    if (!answer.ok) throw new Error(`passkey options: ${answer.status}`)
    return answer.json()
  }

  const credential = async (form) => {
    const given = await options(form)
    if (form.dataset.passkey !== 'create') return library.get(given.request_options)
    const wanted = given.creation_options
    Object.assign(wanted.publicKey.authenticatorSelection, {
      residentKey: 'required', requireResidentKey: true, userVerification: 'required'
    })
    return library.create(wanted)
  }

  for (const form of document.querySelectorAll('form[data-passkey]')) {
    form.hidden = false
    form.addEventListener('submit', async (event) => {
      event.preventDefault()
      const error = form.querySelector('[data-passkey-error]')
      error.hidden = true
      try {
        form.elements.credential.value = JSON.stringify(await credential(form))
        form.submit()
      } catch {
        error.hidden = false
      }
    })
  }
})()
