"""Where mistakes were found in public: addresses of questions, answers and code."""

TRANSPOSES = (
    "https://datascience.stackexchange.com/questions/10545/gradient-check-is-failing-for-rnn",
    "https://stats.stackexchange.com/questions/551574/"
    "jacobian-of-hidden-state-update-in-backpropagation-through-time",
)
OWN_LOSS_ONLY = (
    "https://gist.github.com/karpathy/d4dee566867f8291f086?permalink_comment_id=4702401",
    "https://community.deeplearning.ai/t/c5-w1a1-optional-rnn-back-propagation/48297",
    "https://community.deeplearning.ai/t/week-1-assignment-1-backpropagation/15940",
    "https://github.com/gy910210/rnn-from-scratch/issues/4",
)
AHEAD_ONLY = (
    "https://community.deeplearning.ai/t/"
    "question-on-backpropagation-week-1-prog-assignment-1/555129",
    "https://community.deeplearning.ai/t/"
    "d5w1-a1-assignment-exercise-6-rnn-backward-need-help/157244",
)
COUNTED_AGAIN = ("https://github.com/gy910210/rnn-from-scratch/pull/7",)
VALUE_OF_Z = (
    "https://discuss.pytorch.org/t/"
    "pytorch-autograd-not-matching-with-computed-derivatives/187917",
    "https://github.com/lazyprogrammer/facial-expression-recognition/issues/2",
)
SIGMA_TWICE = ("https://github.com/asishjose/Deep-Learning",)
OWN_STATE = (
    "https://math.stackexchange.com/questions/4637392/"
    "how-to-derive-expression-for-gradient-in-bppt",
    "https://github.com/d2l-ai/d2l-en/pull/1402",
)
WRAPPED = ("https://github.com/qixianbiao/RNN/issues/2",)
REPEATED = (
    "https://github.com/karpathy/nn-zero-to-hero/issues/57",
    "https://github.com/ZacBi/CS224n-2019-solutions/issues/5",
    "https://github.com/piskvorky/gensim/issues/242",
    "https://github.com/HIPS/autograd/pull/136",
    "https://github.com/LxMLS/lxmls-guide/issues/140",
)
OVERWRITTEN = (
    "https://github.com/elizaluna007/AI_EC",
    "https://github.com/slds-lmu/lecture_i2dl/issues/10",
)
DIVIDED = (
    "https://datascience.stackexchange.com/questions/30850/"
    "gradientchecking-can-i-blame-float-precision",
)
SIGN = (
    "https://math.stackexchange.com/questions/2512465/"
    "should-there-be-3rd-order-tensor-when-deriving-backpropagation-in-recurrent-neur",
)
CLIPPED = (
    "https://github.com/kaldi-asr/kaldi/pull/803",
    "https://gist.github.com/karpathy/d4dee566867f8291f086",
    "https://github.com/javaidnabi31/RNN-from-scratch",
)
ONE_LONGER = (
    "https://github.com/dennybritz/rnn-tutorial-rnnlm/blob/master/RNNLM.ipynb",
)
CHUNKS = (
    "https://stats.stackexchange.com/questions/172035/"
    "truncated-back-propagation-through-time-for-rnns",
    "https://github.com/woowacampers/d2l-pytorch/issues/5",
)
LAST_STATE = ("https://github.com/lisa-lab/DeepLearningTutorials/issues/111",)
