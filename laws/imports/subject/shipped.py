"""The words of the subject as they are shipped; staff keep them at the desk from then on."""

from laws.text.subject import Word
from laws.vocabulary import SubjectPart, WordKind

NAMES = (
    "facial recognition", "face recognition", "facial identification", "face identification",
    "facial verification", "face verification", "facial authentication", "face authentication",
    "facial matching", "face matching", "face match*", "facial comparison", "face comparison",
    "facial surveillance", "face surveillance", "facial analysis", "face analysis",
    "facial scan*", "face scan*", "facial geometry", "face geometry", "geometry of face",
    "geometry of the face", "faceprint*", "face print*", "facial template*", "face template*",
    "facial biometric*", "face biometric*", "face database*", "biometric surveillance",
    "biometric recognition", "biometric barrier*", "biometric matching", "remote biometric*",
    "real time biometric*", "biometric identif*", "biometric identit*", "biometric privacy",
    "personal biometric*", "recognize face", "recognizes face", "recognizing face",
    "facial mapping", "face mapping", "photo comparison", "Clearview", "Mobile Fortify",
)  # fmt: skip
IN_SPANISH = (
    "reconocimiento* facial", "reconocimiento de rostro", "reconocimiento del rostro",
    "reconocimiento de cara", "reconoc* rostro", "identificacion* facial",
    "identificacion* de rostro", "verificacion* facial", "autenticacion* facial",
    "comparacion* facial", "analisis facial", "vigilancia facial", "escaneo* facial",
    "geometria facial", "geometria del rostro", "plantilla* facial", "biometria facial",
    "identificacion* biometrica", "identificador* biometrico", "verificacion* biometrica",
    "vigilancia biometrica", "reconocimiento* biometrico",
)  # fmt: skip
"""Puerto Rico writes its bills in Spanish; accents make no difference."""
IN_TITLES = (
    "surveillance technolog*",
    "surveillance oversight",
    "surveillance ordinance",
    "police surveillance",
    "public surveillance",
    "biometric autonomy",
)
HINTS = (
    "biometric*", "facial characteristic*", "facial feature*", "facial imag*", "face imag*",
    "facial detection", "face detection", "face data", "facial data", "image recognition",
    "image verification", "biometria", "rasgo* facial", "imagen* facial", "caracteristica* facial",
)  # fmt: skip
CONTEXT = (
    "privacy", "consumer*", "personal data", "surveil*", "student*",
    "school*", "consent*", "customer*", "marketing", "security breach*", "artificial intelligence",
    "smart access", "license plate reader*",
)  # fmt: skip
IN_WORDS_OF_A_BILL = ("police",)
"""Context where a bill says so, not where it is filed under state police."""
EXCLUDES = (
    "face to face", "face value", "face mask*", "face covering*", "face shield*",
    "facial covering*", "facial reconstruct*", "facial surg*", "facial plastic", "facial cosmetic*",
    "facial aesthetic*", "facial injur*", "facial hair", "facial tissue*", "facial nerve*",
    "facial treatment*", "facial fracture*", "facial paralysis", "facial pain", "on its face",
    "facial expression*", "facial emotion*",
)  # fmt: skip

BEFORE_THE_TEXT = (SubjectPart.TITLE, SubjectPart.SUMMARY, SubjectPart.SUBJECTS)

SHIPPED = (
    *(Word(word, WordKind.NAMES) for word in (*NAMES, *IN_SPANISH)),
    # In passing these say little; a bill that is called so is about it.
    *(Word(word, WordKind.NAMES, (SubjectPart.TITLE,)) for word in IN_TITLES),
    *(Word(word, WordKind.HINTS) for word in HINTS),
    # In a long text anything stands somewhere: there only the face itself is context.
    *(Word(word, WordKind.CONTEXT) for word in ("face", "facial")),
    *(Word(word, WordKind.CONTEXT, BEFORE_THE_TEXT) for word in CONTEXT),
    *(
        Word(word, WordKind.CONTEXT, (SubjectPart.TITLE, SubjectPart.SUMMARY))
        for word in IN_WORDS_OF_A_BILL
    ),
    *(Word(word, WordKind.EXCLUDES) for word in EXCLUDES),
)
