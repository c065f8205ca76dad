package dev.impulse.mocker.delay;

/// The standard normal distribution, to 14 digits, by arithmetic that is the same on every machine.
final class Normal {

    /// Beyond this many standard deviations the tail is told from nothing no more.
    static final double FARTHEST = 37;

    private static final double ROOT_OF_2_PI = 2.5066282746310002;
    private static final double SERIES_UP_TO = 2;
    private static final int FRACTIONS = 200;

    private static final double[] CENTRE_ABOVE = {
        2509.0809287301227,
        33430.57558358813,
        67265.7709270087,
        45921.95393154987,
        13731.69376550946,
        1971.5909503065513,
        133.14166789178438,
        3.3871328727963665
    };
    private static final double[] CENTRE_BELOW = {
        5226.495278852854,
        28729.085735721943,
        39307.89580009271,
        21213.794301586597,
        5394.196021424751,
        687.1870074920579,
        42.31333070160091,
        1.0
    };
    private static final double[] FLANK_ABOVE = {
        0.0007745450142783414, 0.022723844989269184, 0.2417807251774506, 1.2704582524523684,
        3.6478483247632045, 5.769497221460691, 4.630337846156546, 1.4234371107496835
    };
    private static final double[] FLANK_BELOW = {
        1.0507500716444169E-9, 0.0005475938084995345, 0.015198666563616457, 0.14810397642748008,
        0.6897673349851, 1.6763848301838038, 2.053191626637759, 1.0
    };
    private static final double[] TAIL_ABOVE = {
        2.0103343992922881E-7, 2.7115555687434876E-5, 0.0012426609473880784, 0.026532189526576124,
        0.29656057182850487, 1.7848265399172913, 5.463784911164114, 6.657904643501103
    };
    private static final double[] TAIL_BELOW = {
        2.0442631033899397E-15, 1.421511758316446E-7, 1.8463183175100548E-5, 0.0007868691311456133,
        0.014875361290850615, 0.1369298809227358, 0.599832206555888, 1.0
    };

    private Normal() {}

    /// The share below a value.
    static double below(double z) {
        if (z < -SERIES_UP_TO) {
            return tail(-z);
        }
        if (z > SERIES_UP_TO) {
            return 1 - tail(z);
        }
        // Marsaglia (2004): 1/2 + density(z) * (z + z³/3 + z⁵/(3·5) + z⁷/(3·5·7) + …)
        double sum = z;
        double term = z;
        for (int odd = 3; StrictMath.abs(term) > 1e-18 * StrictMath.abs(sum); odd += 2) {
            term *= z * z / odd;
            sum += term;
        }
        return 0.5 + density(z) * sum;
    }

    /// The share above a value of 2 or more: Laplace's continued fraction.
    private static double tail(double z) {
        double fraction = z;
        for (int n = FRACTIONS; n > 0; n--) {
            fraction = z + n / fraction;
        }
        return density(z) / fraction;
    }

    private static double density(double z) {
        return StrictMath.exp(-z * z / 2) / ROOT_OF_2_PI;
    }

    /// The value below which a share lies: Wichura's algorithm AS 241 (PPND16).
    ///
    /// @param share above 0, below 1
    static double at(double share) {
        double q = share - 0.5;
        if (StrictMath.abs(q) <= 0.425) {
            double r = 0.180625 - q * q;
            return q * ratio(r, CENTRE_ABOVE, CENTRE_BELOW);
        }
        double tail = q < 0 ? share : 1 - share;
        double r = StrictMath.sqrt(-StrictMath.log(tail));
        double z = r <= 5 ? ratio(r - 1.6, FLANK_ABOVE, FLANK_BELOW) : ratio(r - 5, TAIL_ABOVE, TAIL_BELOW);
        return q < 0 ? -z : z;
    }

    private static double ratio(double r, double[] above, double[] below) {
        return polynomial(r, above) / polynomial(r, below);
    }

    /// @param factors from the highest power to the lowest
    private static double polynomial(double r, double[] factors) {
        double sum = 0;
        for (double factor : factors) {
            sum = sum * r + factor;
        }
        return sum;
    }
}
