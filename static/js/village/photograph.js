// A photograph of ten megabytes takes minutes in a valley: drawn smaller on the phone, where the phone can. The server
// draws it anew in any case, so a phone that cannot loses nothing but time.

const LONGEST = 1600
const QUALITY = 0.75

export async function shrunk (file) {
  if (!window.createImageBitmap || file.size < 600 * 1024) return null
  try {
    const picture = await window.createImageBitmap(file)
    const scale = Math.min(1, LONGEST / Math.max(picture.width, picture.height))
    const canvas = document.createElement('canvas')
    canvas.width = Math.round(picture.width * scale)
    canvas.height = Math.round(picture.height * scale)
    canvas.getContext('2d').drawImage(picture, 0, 0, canvas.width, canvas.height)
    return await new Promise((resolve) => canvas.toBlob(resolve, 'image/jpeg', QUALITY))
  } catch {
    return null
  }
}
