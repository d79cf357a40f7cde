"""Writes docs/sbom.json: what the site is made of, in the words of CycloneDX 1.6.

The hashes of the files that are installed stand in the requirement files.
"""

import sys
from pathlib import Path

from cyclonedx.contrib.license.factories import LicenseFactory
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentScope, ComponentType
from cyclonedx.output import make_outputter
from cyclonedx.schema import OutputFormat, SchemaVersion
from packages import ROOT, Package, packages
from packageurl import PackageURL

PATH = ROOT / "docs" / "sbom.json"


def component(package: Package) -> Component:
    return Component(
        type=ComponentType.LIBRARY,
        name=package.name,
        version=package.version,
        bom_ref=f"{package.name}=={package.version}",
        purl=PackageURL("pypi", name=package.name, version=package.version),
        scope=ComponentScope(package.scope),
        description=package.why or None,
        licenses=[LicenseFactory().make_from_string(package.license)] if package.license else [],
    )


def sbom() -> str:
    """The list as JSON. It names no moment, so the same packages give the same bytes."""
    made = {package: component(package) for package in packages()}
    bom = Bom(components=made.values())
    bom.metadata.component = Component(
        type=ComponentType.APPLICATION, name="facelaw", bom_ref="facelaw"
    )
    bom.register_dependency(bom.metadata.component, [made[p] for p in made if p.why])
    for package, needing in made.items():
        needs = package.needs
        bom.register_dependency(needing, [made[other] for other in made if other.name in needs])
    bom.metadata.timestamp = None
    bom.serial_number = None
    return make_outputter(bom, OutputFormat.JSON, SchemaVersion.V1_6).output_as_string(indent=1)


if __name__ == "__main__":
    Path(PATH).write_text(sbom() + "\n")
    sys.stdout.write(f"{len(packages())} packages in {PATH.relative_to(ROOT)}\n")
