//! The Python package: its tests, its wheels, its source distribution, and whether that can be installed.

use std::env;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::folders::{target, top};
use crate::shell::{FEATURES, available, run, start, start_in};

const REQUIREMENTS: &str = "bindings/python/requirements-test.txt";

/// The file that the linker makes of the extension, and what Python calls it.
#[cfg(target_os = "windows")]
const EXTENSION: (&str, &str) = ("_bywhen.dll", "_bywhen.pyd");
#[cfg(target_os = "windows")]
const BOUND: (&str, &str) = ("bywhen_bound.dll", "bywhen_bound.pyd");
#[cfg(target_os = "macos")]
const EXTENSION: (&str, &str) = ("lib_bywhen.dylib", "_bywhen.abi3.so");
#[cfg(target_os = "macos")]
const BOUND: (&str, &str) = ("libbywhen_bound.dylib", "bywhen_bound.abi3.so");
#[cfg(not(any(target_os = "windows", target_os = "macos")))]
const EXTENSION: (&str, &str) = ("lib_bywhen.so", "_bywhen.abi3.so");
#[cfg(not(any(target_os = "windows", target_os = "macos")))]
const BOUND: (&str, &str) = ("libbywhen_bound.so", "bywhen_bound.abi3.so");

/// Runs the tests of the package against the command and the extension of the same build as the tests in Rust.
pub(crate) fn test(command: &Path) -> Result<(), String> {
    let python = environment("python", REQUIREMENTS)?;
    let package = assembled("debug")?;
    let ran = vectors_ran()?;
    start(
        &python,
        &["-m", "pytest", "-q", "-p", "no:cacheprovider", "bindings/python/tests"],
        &[
            ("PYTHONPATH", &package.to_string_lossy()),
            ("PYTHONDONTWRITEBYTECODE", "1"),
            ("BYWHEN_VECTORS_RAN", &ran),
            ("BYWHEN_COMMAND", &command.to_string_lossy()),
        ],
    )
}

/// Builds what the tests in Rust have built, and says where the command is.
pub(crate) fn command() -> Result<PathBuf, String> {
    // With an example, the features are those of the tests in Rust: nothing is compiled twice.
    run(&format!("cargo build --workspace --exclude xtask {FEATURES} --lib --bins --example made_up_cases"), &[])?;
    Ok(target().join("debug").join(format!("bywhen{}", env::consts::EXE_SUFFIX)))
}

/// How many vectors ran in Rust: as many must run in every other language.
pub(crate) fn vectors_ran() -> Result<String, String> {
    let ran = fs::read_to_string(target().join("tmp/vectors-ran"));
    ran.map_err(|error| format!("how many vectors ran in Rust is not known, run its tests first: {error}"))
}

/// Builds the wheel that is handed out.
pub(crate) fn wheels() -> Result<(), String> {
    let python = environment("python", REQUIREMENTS)?;
    let wheels = target().join("wheels");
    let manifest = "bindings/python/Cargo.toml";
    start(&python, &["-m", "maturin", "build", "--release", "-m", manifest, "-o", &wheels.to_string_lossy()], &[])
}

/// Builds the source distribution, and says where it is.
pub(crate) fn sdist() -> Result<PathBuf, String> {
    let python = environment("python", REQUIREMENTS)?;
    let folder = target().join("sdist");
    let manifest = "bindings/python/Cargo.toml";
    start(&python, &["-m", "maturin", "sdist", "-m", manifest, "-o", &folder.to_string_lossy()], &[])?;
    Ok(folder.join(concat!("bywhen-", env!("CARGO_PKG_VERSION"), ".tar.gz")))
}

/// Installs the package from its source distribution as a user would, in an environment in a folder that has nothing else, and
/// asks it something.
pub(crate) fn install_and_ask(folder: &Path, sdist: &Path) -> Result<(), String> {
    let python = made(&folder.join("environment"))?;
    // What the dependencies are compiled to is shared with the rest, and nothing of the checkout is.
    let target = target();
    let variables = [("CARGO_TARGET_DIR", &*target.to_string_lossy())];
    start_in(folder, &python, &["-m", "pip", "install", "--quiet", &sdist.to_string_lossy()], &variables)?;
    let question = "import bywhen\n\
         charter = bywhen.load('oxfordshire-county-council')\n\
         outcome = charter.check(channel='letter', received='2011-04-20', at='2011-04-21')\n\
         assert str(outcome[0].due) == '2011-05-03', outcome\n\
         print(outcome)";
    start_in(folder, &python, &["-I", "-c", question], &[])
}

/// Runs bywhen in a Spark of this machine. Java is installed where there is none.
pub(crate) fn spark() -> Result<(), String> {
    let python = environment("python-spark", "bindings/python/requirements-spark.txt")?;
    java()?;
    run("cargo build -p bywhen-python", &[])?;
    let package = assembled("debug")?;
    start(&python, &["bindings/python/tests/spark_run.py"], &[("PYTHONPATH", &package.to_string_lossy())])
}

fn java() -> Result<(), String> {
    if available("java -version") {
        return Ok(());
    }
    run("apt-get install --yes --no-install-recommends openjdk-17-jre-headless", &[])
}

/// Measures working days and hours beside their peers, and Spark beside doing nothing.
pub(crate) fn bench() -> Result<(), String> {
    run("cargo build --release -p bywhen-python -p bywhen-python-bound", &[])?;
    let package = assembled("release")?;
    let bound = fs::copy(target().join("release").join(BOUND.0), package.join(BOUND.1));
    bound.map_err(|error| format!("the bound of the benchmark cannot be put in place: {error}"))?;
    let path = package.to_string_lossy().into_owned();
    let python = environment("python-bench", "bindings/python/benches/requirements.txt")?;
    start(&python, &["bindings/python/benches/peers.py"], &[("PYTHONPATH", &path)])?;
    let python = environment("python-spark", "bindings/python/requirements-spark.txt")?;
    java()?;
    start(&python, &["bindings/python/benches/spark.py"], &[("PYTHONPATH", &path)])
}

/// The Python of an environment that has what a file requires. It is made where it is not there, or was made for another
/// list.
pub(crate) fn environment(name: &str, requirements: &str) -> Result<PathBuf, String> {
    let folder = target().join(name);
    let wanted = fs::read_to_string(top().join(requirements));
    let wanted = wanted.map_err(|error| format!("{requirements}: {error}"))?;
    let stamp = folder.join("requirements");
    if fs::read_to_string(&stamp).is_ok_and(|had| had == wanted) {
        return Ok(interpreter(&folder));
    }
    let python = made(&folder)?;
    start(&python, &["-m", "pip", "install", "--quiet", "-r", requirements], &[])?;
    fs::write(&stamp, wanted).map_err(|error| format!("{}: {error}", stamp.display()))?;
    Ok(python)
}

/// A virtual environment with a new pip: an old one builds from source what is there as a wheel.
fn made(folder: &Path) -> Result<PathBuf, String> {
    let system = if cfg!(windows) { "python" } else { "python3" };
    start(Path::new(system), &["-m", "venv", &folder.to_string_lossy()], &[])?;
    let python = interpreter(folder);
    start(&python, &["-m", "pip", "install", "--quiet", "--upgrade", "pip"], &[])?;
    Ok(python)
}

fn interpreter(folder: &Path) -> PathBuf {
    if cfg!(windows) { folder.join("Scripts").join("python.exe") } else { folder.join("bin").join("python") }
}

/// The package as it will be installed: its Python and the extension that was built last.
fn assembled(profile: &str) -> Result<PathBuf, String> {
    assemble(profile).map_err(|error| format!("the Python package cannot be put together: {error}"))
}

fn assemble(profile: &str) -> io::Result<PathBuf> {
    let into = target().join(format!("python-package-{profile}"));
    if into.exists() {
        fs::remove_dir_all(&into)?;
    }
    let package = into.join("bywhen");
    copy(&top().join("bindings/python/python/bywhen"), &package)?;
    fs::copy(target().join(profile).join(EXTENSION.0), package.join(EXTENSION.1))?;
    Ok(into)
}

fn copy(from: &Path, to: &Path) -> io::Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let (path, name) = entry.map(|entry| (entry.path(), entry.file_name()))?;
        if path.is_dir() {
            if name != "__pycache__" {
                copy(&path, &to.join(name))?;
            }
        } else {
            fs::copy(&path, to.join(name))?;
        }
    }
    Ok(())
}
