import groovy.transform.Field

/** A step of a Jenkins pipeline, in a shared library: docs/pipelines.md. Gives the verdict; fails the build when it has to. */

@Field
static final List<String> KNOWN = ['file', 'options', 'inconclusive', 'result', 'command']

@Field
static final Map<Integer, String> VERDICTS = [0: 'passed', 1: 'failed', 2: 'inconclusive']

def call(Map settings) {
    for (key in settings.keySet()) {
        if (!KNOWN.contains(key)) {
            error("impulseRun: ${key}: no such setting (expected: one of ${KNOWN.join(', ')})")
        }
    }
    if (!settings.file) {
        error('impulseRun: file: not given (expected: a load test\'s file, or a scenario\'s source)')
    }
    String inconclusive = settings.inconclusive ?: 'fail'
    if (inconclusive != 'fail' && inconclusive != 'warn') {
        error("impulseRun: inconclusive: ${inconclusive} (expected: fail or warn)")
    }
    String result = settings.result ?: 'impulse-result'
    List<String> words = [settings.command ?: 'impulse', 'run', settings.file, '--out', result]
    words.addAll(settings.options ?: [])

    int code = sh(label: "impulse run ${settings.file}", script: shellWords(words), returnStatus: true)

    // A workspace is used again: after wrong input the folder holds what an earlier build left.
    if (code != 3) {
        archiveArtifacts(artifacts: "${result}/**", allowEmptyArchive: true)
    }
    String verdict = VERDICTS[code]
    if (verdict == null) {
        currentBuild.description = "load test: no verdict (exit code ${code})"
        error("impulseRun: no verdict (exit code ${code}); the log above says why")
    }
    // The verdict decides what becomes of the build, not the number of gates that were not met.
    junit(testResults: "${result}/junit.xml", skipMarkingBuildUnstable: true)
    currentBuild.description = "load test: ${verdict}"
    if (code == 2 && inconclusive == 'warn') {
        unstable("load test ${settings.file}: inconclusive")
    } else if (code != 0) {
        error("load test ${settings.file}: ${verdict}")
    }
    return verdict
}

/** Each word as it is, whatever is in it. */
private String shellWords(List<String> words) {
    List<String> quoted = []
    for (word in words) {
        quoted.add("'" + word.toString().replace("'", "'\\''") + "'")
    }
    return quoted.join(' ')
}
